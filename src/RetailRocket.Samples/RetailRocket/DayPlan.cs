namespace RetailRocket.Samples.RetailRocket;

/// <summary>Everything that is decided about a business date before its first event is made.</summary>
internal sealed record DayPlan
{
    public required DateOnly Date { get; init; }

    public required DayTotals Totals { get; init; }

    /// <summary>Distinct transaction ids, at least one a buyer and at most one a transaction row.</summary>
    public int Orders { get; init; }

    /// <summary>Visitors who were there on an earlier date.</summary>
    public int ReturningVisitors { get; init; }

    /// <summary>Buyers, among the returning visitors, who bought on an earlier date.</summary>
    public int ReturningBuyers { get; init; }

    /// <summary>View rows that repeat another row exactly; counted in the views.</summary>
    public int DuplicateViews { get; init; }

    /// <summary>Items that are seen on this date because each item of the sample must be seen once.</summary>
    public int ItemsToCover { get; init; }

    /// <summary>Carts of the leading root category almost never become purchases.</summary>
    public bool LeadingRootHalted { get; init; }

    /// <summary>First local hour whose transaction rows lose their ids; equal to <see cref="LostIdsToHour"/> when none do.</summary>
    public int LostIdsFromHour { get; init; }

    /// <summary>The local hour before which the loss ends.</summary>
    public int LostIdsToHour { get; init; }
}
