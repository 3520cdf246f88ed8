using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>One exported file. <paramref name="Rows"/> does not count the header.</summary>
public sealed record ExportedFile(string Name, long Rows, long Bytes, string Sha256);

/// <summary>One check as the manifest prints it.</summary>
public sealed record ManifestCheck(
    string Name,
    string Gate,
    string Severity,
    string Verdict,
    decimal? Observed,
    decimal Threshold
);

/// <summary>The waiver that the files' figures are published under.</summary>
/// <param name="Checks">Names of the checks that failed.</param>
/// <param name="EndsAt">UTC; from then on the figures are not published any more, and these files not valid.</param>
public sealed record ManifestWaiver(
    long Id,
    IReadOnlyList<string> Checks,
    string Reason,
    string AskedBy,
    string ApprovedBy,
    DateTime EndsAt
);

/// <summary>The certificate of a date's files: what they hold, which run and code made them, what the checks said.</summary>
public sealed record ExportManifest
{
    public const string FileName = "manifest.json";

    public required string Pipeline { get; init; }
    public required DateOnly Date { get; init; }
    public required string TimeZone { get; init; }
    public required long Run { get; init; }
    public required DateTime PublishedAt { get; init; }

    /// <summary><see cref="PipelineDefinition.Version"/> of the run.</summary>
    public required string Definition { get; init; }

    public required string Verdict { get; init; }

    /// <summary>Checks that passed.</summary>
    public required int ChecksPassed { get; init; }

    /// <summary>Checks that had something to look at, and blocking ones that had not.</summary>
    public required int ChecksMade { get; init; }

    /// <summary>Whether a run at the time of writing would have given the same.</summary>
    public required bool Fresh { get; init; }

    /// <summary>Null when the date was published by its checks alone.</summary>
    public ManifestWaiver? Waiver { get; init; }

    public required IReadOnlyList<ExportedFile> Files { get; init; }
    public required IReadOnlyList<ManifestCheck> Checks { get; init; }

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    public static ExportManifest Of(
        PipelineDefinition definition,
        Certificate certificate,
        IReadOnlyList<CheckResult> checks,
        IReadOnlyList<ExportedFile> files
    )
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(certificate);
        return new ExportManifest
        {
            Pipeline = definition.Name,
            Date = certificate.AsOf,
            TimeZone = definition.TimeZone.Id,
            Run = certificate.RunId,
            PublishedAt = certificate.PublishedAt,
            Definition = certificate.DefinitionVersion,
            Verdict = Words.Of(certificate.Verdict),
            ChecksPassed = certificate.Passed,
            ChecksMade = certificate.Checks,
            Fresh = !certificate.IsStale,
            Waiver = certificate.Waiver is { } waiver
                ? new ManifestWaiver(
                    waiver.Id,
                    waiver.Checks,
                    waiver.Reason,
                    waiver.AskedBy,
                    waiver.ApprovedBy,
                    waiver.EndsAt
                )
                : null,
            Files = files,
            Checks =
            [
                .. checks.Select(check => new ManifestCheck(
                    check.CheckName,
                    check.Phase,
                    check.Severity,
                    Words.Of(check.Verdict),
                    check.Observed,
                    check.Threshold
                )),
            ],
        };
    }

    /// <summary>Reads a manifest back; null when it is not one.</summary>
    public static async Task<ExportManifest?> ReadAsync(Stream input, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<ExportManifest>(input, Json, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public Task WriteAsync(Stream output, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync(output, this, Json, cancellationToken);
}
