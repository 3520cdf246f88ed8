using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Web.Alerts.Rules;

/// <summary>What a watch is asked.</summary>
/// <param name="NewRuns">Runs that ended since the last look.</param>
/// <param name="OpenSubjects">Subjects of the rule's open incidents, about which it must say something.</param>
internal sealed record WatchAsk(
    PipelineDefinition Definition,
    AlertRule Rule,
    IReadOnlySet<long> NewRuns,
    IReadOnlyCollection<string> OpenSubjects
);
