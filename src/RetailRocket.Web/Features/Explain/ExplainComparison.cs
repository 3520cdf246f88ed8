namespace RetailRocket.Web.Features.Explain;

/// <summary>Which dates a range is held against.</summary>
public enum ExplainComparison
{
    /// <summary>The same weekdays, as few weeks before as the range needs.</summary>
    SameWeekdays,

    /// <summary>As many dates right before.</summary>
    Previous,

    /// <summary>The same weekdays four weeks before.</summary>
    FourWeeksBefore,

    /// <summary>Dates that the reader chose.</summary>
    Chosen,
}
