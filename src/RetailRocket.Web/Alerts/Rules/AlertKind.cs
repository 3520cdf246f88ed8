namespace RetailRocket.Web.Alerts.Rules;

/// <summary>What a rule watches.</summary>
public enum AlertKind
{
    /// <summary>A published figure against the same weekday of the weeks before.</summary>
    Figure,

    /// <summary>Dates that a check holds back, or that were published with a warning.</summary>
    Gate,

    /// <summary>Source files and published dates that are older than they should be.</summary>
    Freshness,

    /// <summary>A firing of the schedule that did not lead to a run.</summary>
    Firing,

    /// <summary>The last run of the pipeline broke off.</summary>
    Run,
}
