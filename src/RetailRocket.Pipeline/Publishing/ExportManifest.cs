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
        Publication publication,
        IReadOnlyList<CheckResult> checks,
        IReadOnlyList<ExportedFile> files
    )
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(publication);
        return new ExportManifest
        {
            Pipeline = definition.Name,
            Date = publication.Date,
            TimeZone = definition.TimeZone.Id,
            Run = publication.RunId,
            PublishedAt = publication.PublishedAt,
            Definition = publication.DefinitionVersion,
            Verdict = Words.Of(publication.Verdict),
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

    public Task WriteAsync(Stream output, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync(output, this, Json, cancellationToken);
}
