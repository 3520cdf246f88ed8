using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>What stands behind the published figures of a date: pages, files, the API and the terminal show this one.</summary>
public sealed record Certificate
{
    public required string Pipeline { get; init; }

    /// <summary>The business date.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The run that computed the figures.</summary>
    public required long RunId { get; init; }

    /// <summary>When they became visible, UTC.</summary>
    public required DateTime PublishedAt { get; init; }

    public required string PublishedBy { get; init; }

    /// <summary>Hash of the definitions that produced them.</summary>
    public required string DefinitionVersion { get; init; }

    /// <summary><see cref="Verdict.Fail"/> only under a waiver.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Checks of the run that passed on the date.</summary>
    public int Passed { get; init; }

    /// <summary>Checks that had something to look at, and blocking ones that had not.</summary>
    public int Checks { get; init; }

    /// <summary>Why a run now would give other figures; null when it would not.</summary>
    public StaleReason? Stale { get; init; }

    /// <summary>Who let failed checks through, and why; null when nobody had to.</summary>
    public CertificateWaiver? Waiver { get; init; }

    public bool IsStale => Stale is not null;
}

/// <summary>The waiver that a publication stands by.</summary>
/// <param name="Checks">Names of the checks that failed.</param>
/// <param name="EndsAt">UTC; from then on readers see what was published before.</param>
public sealed record CertificateWaiver(
    long Id,
    string Reason,
    string AskedBy,
    string ApprovedBy,
    DateTime EndsAt,
    IReadOnlyList<string> Checks
);
