namespace RetailRocket.Samples.Chance;

/// <summary>A distribution given by its quantiles at equal distances, straight between them.</summary>
/// <param name="quantiles">Least value first, greatest last; at least two.</param>
internal sealed class QuantileTable(params int[] quantiles)
{
    public int Pick(SampleRandom random)
    {
        var position = random.Fraction() * (quantiles.Length - 1);
        var below = (int)position;
        return quantiles[below] + (int)((position - below) * (quantiles[below + 1] - quantiles[below]));
    }
}
