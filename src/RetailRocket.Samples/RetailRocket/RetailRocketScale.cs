namespace RetailRocket.Samples.RetailRocket;

/// <summary>The sizes of one scale. The full ones are those of the public data set.</summary>
internal sealed record RetailRocketScale
{
    /// <summary>2015-05-10 03:00 UTC: property snapshots are weekly from here.</summary>
    private const long FirstSnapshotMs = 1_431_226_800_000;
    private const long WeekMs = 7L * 24 * 3_600_000;

    public static readonly RetailRocketScale Small = new()
    {
        Roots = 12,
        InnerCategories = 48,
        Leaves = 240,
        LeadingRootShare = 0.33,
        EventItems = 7_200,
        EventItemsWithoutProperties = 200,
        PropertyItems = 8_000,
        ItemIdRange = 9_500,
        SnapshotsFromMs = FirstSnapshotMs + (3 * WeekMs),
        Snapshots = 9,
        PropertyRowsPart1 = 80_000,
        PropertyRowsPart2 = 70_000,
        BytesNeeded = 40_000_000,
    };

    public static readonly RetailRocketScale Full = new()
    {
        Roots = 25,
        InnerCategories = 337,
        Leaves = 1_307,
        LeadingRootShare = 0.15,
        EventItems = 235_061,
        EventItemsWithoutProperties = 12_061,
        PropertyItems = 417_053,
        ItemIdRange = 466_867,
        SnapshotsFromMs = FirstSnapshotMs,
        Snapshots = 18,
        PropertyRowsPart1 = 10_999_999,
        PropertyRowsPart2 = 9_275_903,
        BytesNeeded = 1_100_000_000,
    };

    public required int Roots { get; init; }

    /// <summary>Categories that have both a parent and children.</summary>
    public required int InnerCategories { get; init; }

    public required int Leaves { get; init; }

    /// <summary>Share of views, carts and purchases that fall on the first root category.</summary>
    public required double LeadingRootShare { get; init; }

    /// <summary>Distinct items in events.</summary>
    public required int EventItems { get; init; }

    /// <summary>Items in events that no property row describes: they have no category.</summary>
    public required int EventItemsWithoutProperties { get; init; }

    /// <summary>Distinct items in the property files.</summary>
    public required int PropertyItems { get; init; }

    /// <summary>Item ids are below this.</summary>
    public required int ItemIdRange { get; init; }

    public required long SnapshotsFromMs { get; init; }

    /// <summary>Weekly snapshots that property rows are dated by.</summary>
    public required int Snapshots { get; init; }

    public required int PropertyRowsPart1 { get; init; }
    public required int PropertyRowsPart2 { get; init; }

    /// <summary>Space on disk for all files, rounded up.</summary>
    public required long BytesNeeded { get; init; }

    public int Categories => Roots + InnerCategories + Leaves;
    public int PropertyRows => PropertyRowsPart1 + PropertyRowsPart2;

    /// <summary>Instant of a snapshot, in ms since 1970 UTC.</summary>
    public long SnapshotMs(int week) => SnapshotsFromMs + (week * WeekMs);
}
