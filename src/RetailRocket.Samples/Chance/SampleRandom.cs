using System.Numerics;

namespace RetailRocket.Samples.Chance;

/// <summary>
/// xoshiro256** 1.0 (David Blackman and Sebastiano Vigna, 2018, public domain), its state filled by SplitMix64. Own code
/// rather than the framework's generator, whose sequence may change from one version to the next. Nothing here, nor in what
/// builds on it, calls a function whose last bit depends on the machine: of the real functions only the square root is used,
/// which IEEE 754 rounds exactly.
/// </summary>
internal sealed class SampleRandom
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <param name="seed">The sample's seed.</param>
    /// <param name="stream">Separates parts of a sample, so that a change in one leaves the numbers of the others.</param>
    public SampleRandom(long seed, string stream)
    {
        var start = SplitMix64.Mix(unchecked((ulong)seed), stream);
        _s0 = SplitMix64.Mix(start, 0);
        _s1 = SplitMix64.Mix(start, 1);
        _s2 = SplitMix64.Mix(start, 2);
        _s3 = SplitMix64.Mix(start, 3);
    }

    /// <summary>A generator in a given state, to be compared with the reference implementation.</summary>
    internal SampleRandom(ulong s0, ulong s1, ulong s2, ulong s3) => (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);

    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>0 to <paramref name="count"/> - 1. The bias of the multiplication is below 2^-32 for every count used here.</summary>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        return (int)Math.BigMul(Next(), (ulong)count, out _);
    }

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>At least 0, less than 1, in steps of 2^-53.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Chance(double probability) => Fraction() < probability;

    /// <summary>A heavy-tailed weight of 1 or more (Pareto with exponent 4/3), cut at <paramref name="most"/>.</summary>
    public double Pareto(double most)
    {
        var root = Math.Sqrt(1 - Fraction());
        return Math.Min(most, 1 / (root * Math.Sqrt(root)));
    }

    /// <summary>Puts the elements into random order (Fisher-Yates).</summary>
    public void Shuffle<T>(Span<T> elements)
    {
        for (var last = elements.Length - 1; last > 0; last--)
        {
            var other = Below(last + 1);
            (elements[last], elements[other]) = (elements[other], elements[last]);
        }
    }

    /// <summary><paramref name="count"/> different numbers below <paramref name="range"/>, in random order.</summary>
    public int[] Distinct(int count, int range)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, range);
        var chosen = new int[count];
        var found = 0;
        for (var number = 0; found < count; number++)
        {
            if (Below(range - number) < count - found)
            {
                chosen[found++] = number;
            }
        }

        Shuffle<int>(chosen);
        return chosen;
    }
}
