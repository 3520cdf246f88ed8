namespace RetailRocket.Web.Alerts.Reading;

/// <summary>Why a rule that is on says nothing. The pages have words for each, <c>AlertRules.Silence.…</c>.</summary>
public enum RuleSilence
{
    /// <summary>The pipeline no longer has the figure.</summary>
    NoFigure,

    /// <summary>The pipeline has no schedule.</summary>
    NoSchedule,

    /// <summary>The settings name no folder that the schedule lands, so that nobody promised new files.</summary>
    NoFolder,
}
