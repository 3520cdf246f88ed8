namespace RetailRocket.Samples.Chance;

/// <summary>
/// The mixing function of SplitMix64 (Sebastiano Vigna, 2015, public domain; after Steele, Lea and Flood, "Fast splittable
/// pseudorandom number generators", OOPSLA 2014). Turns a number into one that looks unrelated to it, always the same one.
/// </summary>
internal static class SplitMix64
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    public static ulong Mix(ulong value)
    {
        value += GoldenGamma;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>A number that depends on both arguments and on their order.</summary>
    public static ulong Mix(ulong first, ulong second) => Mix(Mix(first) ^ second);

    /// <summary>A number that depends on every UTF-16 unit of the text.</summary>
    public static ulong Mix(ulong first, string text)
    {
        var mixed = Mix(first);
        foreach (var unit in text)
        {
            mixed = Mix(mixed ^ unit);
        }

        return mixed;
    }
}
