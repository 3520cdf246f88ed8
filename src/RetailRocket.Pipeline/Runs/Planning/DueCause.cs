namespace RetailRocket.Pipeline.Runs.Planning;

/// <summary>Why a date waits for a run.</summary>
public enum DueCause
{
    /// <summary>It has source rows, and no run has judged it.</summary>
    New,

    /// <summary>Source rows that its figures read were landed, replaced or removed since the last run that judged it.</summary>
    Data,

    /// <summary>The SQL, a setting or a check changed since the last run that judged it.</summary>
    Definition,
}
