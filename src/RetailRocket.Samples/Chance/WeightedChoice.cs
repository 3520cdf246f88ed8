namespace RetailRocket.Samples.Chance;

/// <summary>Draws an index with a probability proportional to its weight.</summary>
internal sealed class WeightedChoice
{
    private readonly double[] _cumulative;

    /// <param name="weights">Zero or more each, with a positive sum.</param>
    public WeightedChoice(ReadOnlySpan<double> weights)
    {
        _cumulative = new double[weights.Length];
        var sum = 0.0;
        for (var i = 0; i < weights.Length; i++)
        {
            sum += weights[i];
            _cumulative[i] = sum;
        }

        if (!(sum > 0))
        {
            throw new ArgumentException("The weights have no positive sum.", nameof(weights));
        }
    }

    public int Pick(SampleRandom random) => At(random.Fraction());

    /// <summary>Picks among the indexes from <paramref name="start"/> up to, not including, <paramref name="end"/>.</summary>
    public int PickWithin(int start, int end, SampleRandom random)
    {
        var low = start == 0 ? 0 : _cumulative[start - 1];
        var high = _cumulative[end - 1];
        return Find(low + ((high - low) * random.Fraction()), start, end - 1);
    }

    /// <summary>The index at a share (0 to 1) of the total weight.</summary>
    public int At(double share) => Find(share * _cumulative[^1], 0, _cumulative.Length - 1);

    /// <summary>Deals <paramref name="count"/> units out to the indexes by weight and adds them to <paramref name="target"/>.</summary>
    public void Deal(int count, Span<int> target, SampleRandom random)
    {
        for (var unit = 0; unit < count; unit++)
        {
            target[Pick(random)]++;
        }
    }

    private int Find(double position, int low, int high)
    {
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_cumulative[middle] > position)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }
}
