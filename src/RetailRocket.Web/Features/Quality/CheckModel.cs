namespace RetailRocket.Web.Features.Quality;

/// <summary>One check: what it means, how it went, and its evidence on one date.</summary>
/// <param name="Gate">Name of the phase; null when the check is unknown.</param>
/// <param name="Sql">What it runs; null for a check that pipeline.yml no longer has.</param>
/// <param name="History">A result a date, newest first.</param>
/// <param name="Date">The date in detail.</param>
/// <param name="OfDate">Results of all runs of that date, newest first.</param>
/// <param name="Samples">Evidence of the shown run of that date.</param>
/// <param name="Statistics">Over all dates up to the view's last; null for a check that judged none of them.</param>
public sealed record CheckModel(
    string Name,
    string? Gate,
    string? Severity,
    string? About,
    string? Sql,
    string? SqlPath,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<CheckOutcomeRow> History,
    DateOnly Date,
    IReadOnlyList<CheckOutcomeRow> OfDate,
    SampleTable Samples,
    CheckStatistics? Statistics
)
{
    /// <summary>Neither pipeline.yml nor any run knows the name.</summary>
    public bool IsUnknown => Sql is null && History.Count == 0 && OfDate.Count == 0;

    /// <summary>The result whose evidence is shown.</summary>
    public CheckOutcomeRow? Shown => History.FirstOrDefault(row => row.Date == Date);
}
