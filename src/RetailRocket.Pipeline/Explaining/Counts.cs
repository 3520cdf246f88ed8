namespace RetailRocket.Pipeline.Explaining;

/// <summary>The two counts of a ratio, summed over what they stand for.</summary>
public readonly record struct Counts(long Numerator, long Denominator)
{
    /// <summary>The ratio as a share; null where nothing can be divided by.</summary>
    public decimal? Rate => Denominator == 0 ? null : (decimal)Numerator / Denominator;

    public static Counts operator +(Counts left, Counts right) =>
        new(left.Numerator + right.Numerator, left.Denominator + right.Denominator);

    public static Counts Add(Counts left, Counts right) => left + right;
}
