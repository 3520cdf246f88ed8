using System.Globalization;
using System.Text;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>The summary text of a date: which run, the headline figures, every check.</summary>
internal static class SummaryFile
{
    /// <returns>Lines written.</returns>
    public static async Task<long> WriteAsync(
        PipelineDefinition definition,
        ExportDefinition export,
        Certificate certificate,
        IReadOnlyList<(string Column, string Value)> figures,
        IReadOnlyList<CheckResult> checks,
        Stream output,
        CancellationToken cancellationToken
    )
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"run_id={certificate.RunId}"),
            string.Create(CultureInfo.InvariantCulture, $"target_date={certificate.AsOf:yyyy-MM-dd}"),
            $"pipeline={definition.Name}",
            $"time_zone={definition.TimeZone.Id}",
            $"definition={certificate.DefinitionVersion}",
            $"verdict={Words.Of(certificate.Verdict)}",
        };
        if (certificate.Waiver is { } waiver)
        {
            lines.AddRange(
                string.Create(CultureInfo.InvariantCulture, $"waiver={waiver.Id}"),
                $"waived_checks={string.Join(", ", waiver.Checks)}",
                $"waiver_reason={OneLine(waiver.Reason)}",
                $"waiver_asked_by={waiver.AskedBy}",
                $"waiver_approved_by={waiver.ApprovedBy}",
                string.Create(CultureInfo.InvariantCulture, $"waiver_ends_at={waiver.EndsAt:yyyy-MM-dd'T'HH:mm:ss'Z'}")
            );
        }
        lines.AddRange("", $"[{export.Table}]");
        lines.AddRange(figures.Select(figure => $"{figure.Column}={figure.Value}"));
        lines.Add("");
        lines.Add("[quality_checks]");
        lines.AddRange(
            checks.Select(check =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{check.CheckName}: {Words.Of(check.Verdict)} (rows={check.FailedRows})"
                )
            )
        );
        await using var writer = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (var line in lines)
            await writer.WriteLineAsync(line.AsMemory(), cancellationToken);
        return lines.Count;
    }

    private static string OneLine(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
