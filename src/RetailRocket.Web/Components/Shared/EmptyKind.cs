namespace RetailRocket.Web.Components.Shared;

/// <summary>Why a page or part has nothing to show.</summary>
public enum EmptyKind
{
    /// <summary>There is nothing yet.</summary>
    NoData,

    /// <summary>There is something, and the filter hides it.</summary>
    Filtered,

    /// <summary>A quality gate holds it back.</summary>
    Blocked,
    Stale,

    /// <summary>The reader's roles do not include it.</summary>
    Denied,
    Running,
}
