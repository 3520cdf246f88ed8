using System.Text.Json.Serialization;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Features.Waivers;

namespace RetailRocket.Web.Features.Quality;

/// <summary>One date before the gate: what its last run would publish against what is published.</summary>
/// <param name="Run">The last run that judged the date; null when none did.</param>
/// <param name="Verdict">What it decided.</param>
/// <param name="Certificate">Of what is published now; null when nothing is.</param>
/// <param name="Waivers">Of the date, open ones first.</param>
/// <param name="IsKept">The rows of the run are still there; those of old runs are pruned.</param>
/// <param name="Findings">Checks that failed or warned, failures first.</param>
/// <param name="Figures">Tables of one row a date, figure by figure.</param>
/// <param name="Tables">The other tables.</param>
public sealed record DateModel(
    DateOnly Date,
    long? Run,
    Verdict? Verdict,
    Certificate? Certificate,
    IReadOnlyList<WaiverRow> Waivers,
    bool IsKept,
    IReadOnlyList<HeldResult> Findings,
    IReadOnlyList<FigureTable> Figures,
    IReadOnlyList<TableDifference> Tables
)
{
    /// <summary>A gate holds the last run back, and nobody has asked to publish it all the same.</summary>
    [JsonIgnore]
    public bool MayBeWaived =>
        Verdict == Pipeline.Database.Operations.Verdict.Fail && IsKept && !Waivers.Any(waiver => waiver.IsOpen);

    /// <summary>The last run is the published one: there is nothing to compare.</summary>
    public bool IsPublishedRun => Run is not null && Run == Certificate?.RunId;
}
