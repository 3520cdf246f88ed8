namespace RetailRocket.Web.Features.Overview;

/// <summary>Why a date needs a look.</summary>
public enum HeldKind
{
    /// <summary>A gate held back what the last run computed.</summary>
    Blocked,

    /// <summary>Source rows changed after the figures were published.</summary>
    StaleByData,

    /// <summary>The definition of a figure changed after it was published.</summary>
    StaleByDefinition,

    /// <summary>A run of the date was computed and waits for a person's approval.</summary>
    Waits,

    /// <summary>Rows have landed and no run has judged them.</summary>
    NotRun,
}
