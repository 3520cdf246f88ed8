using System.Text.Json.Serialization;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Features.Certificates;

/// <summary>What stands behind a run's figures of a date, and where the date stands now.</summary>
/// <param name="Date">The business date.</param>
/// <param name="Visible">What readers see now; null when the date is not published.</param>
/// <param name="Run">The run in question; null when the date was never judged, or not by the run that was asked for.</param>
/// <param name="Checks">Every check of that run and date, by gate and name.</param>
/// <param name="Tables">The figures' tables and the SQL that filled them.</param>
/// <param name="Files">Source files that held rows of the date when the run began.</param>
/// <param name="Moves">What readers saw of the date over time, newest first.</param>
public sealed record CertificateModel(
    DateOnly Date,
    Certificate? Visible,
    CertifiedRun? Run,
    IReadOnlyList<CertifiedCheck> Checks,
    IReadOnlyList<CertifiedTable> Tables,
    IReadOnlyList<CertifiedFile> Files,
    IReadOnlyList<CertificateMove> Moves
)
{
    /// <summary>Readers see the run in question at this moment.</summary>
    [JsonIgnore]
    public bool IsVisible => Run is not null && Run.Id == Visible?.RunId;
}

/// <summary>What a run decided of the date.</summary>
/// <param name="IsCurrentDefinition">The pipeline's files are the same today.</param>
public sealed record CertifiedRun(
    long Id,
    Verdict Verdict,
    int Passed,
    int Checks,
    RunStatus Status,
    string DefinitionVersion,
    bool IsCurrentDefinition,
    string RequestedBy,
    DateTimeOffset StartedAt,
    string? DecidedBy
);

/// <param name="Observed">Violating rows, or the pass rate in percent; null without data.</param>
public sealed record CertifiedCheck(
    string Name,
    string Phase,
    string Severity,
    Verdict Verdict,
    decimal? Observed,
    decimal Threshold,
    bool IsPassRate,
    long FailedRows
);

/// <param name="Version">Of the SQL that the run used; empty when the run left no record of it.</param>
/// <param name="IsCurrent">The SQL is the same today.</param>
/// <param name="Sql">The text that the run used; null when it was not kept.</param>
/// <param name="MayDownload">The person may have its rows.</param>
public sealed record CertifiedTable(string Name, string Version, bool IsCurrent, string? Sql, bool MayDownload);

/// <param name="Rows">Of the date.</param>
public sealed record CertifiedFile(string Source, string Name, string Sha256, long Rows, DateTimeOffset LandedAt);

/// <param name="Run">What readers saw from then on; null for nothing.</param>
/// <param name="Kind">See <see cref="PublicationEvent.Kind"/>.</param>
public sealed record CertificateMove(DateTimeOffset At, string By, string Kind, long? Run, long? Before);
