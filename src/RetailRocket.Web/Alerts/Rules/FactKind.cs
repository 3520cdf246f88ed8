namespace RetailRocket.Web.Alerts.Rules;

/// <summary>What a rule found. The pages have words for each, <c>Alert.Fact.…</c>.</summary>
public enum FactKind
{
    FigureLow,
    FigureHigh,
    FigureUsual,
    DateBlocked,
    DateWarned,
    DateReleased,
    FilesOld,
    FilesFresh,
    PublishedOld,
    PublishedFresh,
    FiringMissing,
    FiringFailed,
    FiringDone,
    RunFailed,
    RunDone,

    /// <summary>The rule was switched off while the incident was open.</summary>
    RuleOff,
}
