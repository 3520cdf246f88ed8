namespace RetailRocket.Web.Security;

/// <summary>A page, a part of one, or an endpoint, as far as who may use it goes. <see cref="AccessTable"/> says who.</summary>
public enum Feature
{
    Overview,
    Certificate,
    Funnel,

    /// <summary>Why a ratio moved, and what it would be under other definitions: reads facts.</summary>
    Explain,
    Cohorts,

    /// <summary>The visitors behind a cohort cell: personal in that they single out people.</summary>
    CohortVisitors,
    Targets,

    /// <summary>A segment as a file.</summary>
    TargetsDownload,

    /// <summary>Campaigns, their lists and lift, and the suppression list.</summary>
    Campaigns,
    Quality,

    /// <summary>Letting a date through a check that failed.</summary>
    QualityWaive,

    /// <summary>Writing checks and trying them: runs SQL of one's own, and shows rows of any table of the pipeline.</summary>
    CheckWorkshop,

    /// <summary>Lines of source files as they are.</summary>
    Quarantine,
    Runs,
    RunStart,
    RunCancel,

    /// <summary>Publishing, or rejecting, a run that waits for it.</summary>
    RunApprove,
    RollBack,
    ScheduleChange,
    SourceFiles,
    Upload,
    Catalogue,

    /// <summary>People and their roles.</summary>
    People,
    Audit,
    Help,
    Alerts,

    /// <summary>Taking up incidents and putting them off.</summary>
    AlertHandle,

    /// <summary>Alert rules, and the channels that alerts are sent to.</summary>
    AlertRules,

    /// <summary>Published figures as CSV from a page.</summary>
    FiguresDownload,
    ApiTokens,
    Api,
}
