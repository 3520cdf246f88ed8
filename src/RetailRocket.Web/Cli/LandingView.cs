using System.Globalization;
using RetailRocket.Pipeline.Landing;

namespace RetailRocket.Web.Cli;

/// <summary>How a landing is told.</summary>
internal static class LandingView
{
    public static object Of(LandingReport report) =>
        new
        {
            files = report
                .Files.Select(file => new
                {
                    file.Source,
                    file.Name,
                    status = file.Status,
                    file.Rows,
                    file.Rejected,
                    file.Undated,
                    file.Bytes,
                    file.FirstDate,
                    file.LastDate,
                    seconds = Math.Round(file.Elapsed.TotalSeconds, 3),
                })
                .ToList(),
            absent = report
                .Absent.Select(file => new
                {
                    file.Source,
                    file.Name,
                    file.Rows,
                })
                .ToList(),
            report.Warnings,
            seconds = Math.Round(report.Elapsed.TotalSeconds, 3),
        };

    public static void Write(LandingReport report, TextWriter writer)
    {
        TextTable.Write(
            writer,
            ["file", "status", "rows", "rejected", "dates"],
            [
                .. report.Files.Select(file =>
                    (IReadOnlyList<string>)
                        [
                            file.Name,
                            file.Status.ToString().ToLowerInvariant(),
                            file.Rows.ToString("N0", CultureInfo.InvariantCulture),
                            file.Rejected.ToString("N0", CultureInfo.InvariantCulture),
                            file.FirstDate is { } first
                                ? string.Create(
                                    CultureInfo.InvariantCulture,
                                    $"{first:yyyy-MM-dd}..{file.LastDate:yyyy-MM-dd}"
                                )
                                : "",
                        ]
                ),
            ]
        );
        foreach (var file in report.Absent)
            writer.WriteLine($"{file.Name} is not in the folder; its rows stay as they were landed.");
        foreach (var warning in report.Warnings)
            writer.WriteLine($"warning: {warning}");
    }
}
