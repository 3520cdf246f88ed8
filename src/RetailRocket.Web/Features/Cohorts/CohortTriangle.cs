using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Cohorts;

/// <summary>The cohorts as of a published date.</summary>
/// <param name="RunId">The run that computed them.</param>
/// <param name="DefinitionVersion">Hash of the definitions that produced them.</param>
/// <param name="Cohorts">Oldest first.</param>
/// <param name="Means">Of week 0, 1, … over complete cells; weeks without one are not there.</param>
public sealed record CohortTriangle(
    DateOnly AsOf,
    long RunId,
    Verdict Verdict,
    string DefinitionVersion,
    IReadOnlyList<Cohort> Cohorts,
    IReadOnlyList<WeekMean> Means
);
