namespace RetailRocket.Samples.RetailRocket;

/// <summary>
/// The story planted in the small sample: where to look, and what is to be found there. All dates are business dates of
/// Asia/Seoul; no seed changes them.
/// </summary>
public static class RetailRocketStory
{
    /// <summary>First business date of the small sample, a Monday.</summary>
    public static readonly DateOnly FirstDate = new(2015, 6, 1);

    /// <summary>Last business date of the small sample.</summary>
    public static readonly DateOnly LastDate = new(2015, 7, 30);

    /// <summary>The Monday on which the session-to-purchase rate falls for a cause that can be found.</summary>
    public static readonly DateOnly ConversionFallDate = new(2015, 7, 20);

    /// <summary>The root category whose carts almost stop becoming purchases on <see cref="ConversionFallDate"/>.</summary>
    public const int ConversionFallRootCategoryId = 381;

    /// <summary>Session-to-purchase rate of an ordinary day, as a share.</summary>
    public const double OrdinaryConversion = 0.024;

    /// <summary>Session-to-purchase rate of <see cref="ConversionFallDate"/>, as a share.</summary>
    public const double FallenConversion = 0.017;

    /// <summary>The date on which a part of the transaction rows have no transaction id, which check 002 must block.</summary>
    public static readonly DateOnly MissingTransactionIdsDate = new(2015, 6, 23);

    /// <summary>Local hour from which the transaction ids are missing.</summary>
    public const int MissingTransactionIdsFromHour = 14;

    /// <summary>Local hour before which the transaction ids are missing.</summary>
    public const int MissingTransactionIdsToHour = 19;

    /// <summary>The date without any event: NO DATA.</summary>
    public static readonly DateOnly EmptyDate = new(2015, 7, 8);

    internal static IReadOnlyList<SampleStoryLine> Lines { get; } =
    [
        new(
            null,
            "60 business dates (Asia/Seoul), 2015-06-01 to 2015-07-30: strong Mondays, weak Saturdays, mild growth, about 2.4 % of sessions buy."
        ),
        new(
            MissingTransactionIdsDate,
            "Between 14:00 and 19:00 the transaction rows have no transaction id. The rate seems to fall, but the day must be blocked by check 002."
        ),
        new(EmptyDate, "No event at all: the verdict is NO DATA, not PASS."),
        new(
            ConversionFallDate,
            "The session-to-purchase rate falls from about 2.4 % to about 1.7 % and it is real: carts of root category 381 almost stop becoming purchases, while traffic, carts and all other categories are as usual."
        ),
    ];
}
