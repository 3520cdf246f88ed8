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
        Publication publication,
        IReadOnlyList<(string Column, string Value)> figures,
        IReadOnlyList<CheckResult> checks,
        Stream output,
        CancellationToken cancellationToken
    )
    {
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"run_id={publication.RunId}"),
            string.Create(CultureInfo.InvariantCulture, $"target_date={publication.Date:yyyy-MM-dd}"),
            $"pipeline={definition.Name}",
            $"time_zone={definition.TimeZone.Id}",
            $"definition={publication.DefinitionVersion}",
            $"verdict={Words.Of(publication.Verdict)}",
            "",
            $"[{export.Table}]",
        };
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
}
