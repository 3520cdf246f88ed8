using Microsoft.Extensions.Localization;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Features.Explain;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Pages.Explain;

/// <summary>The columns of the what-ifs, on the page and in its file.</summary>
public static class WhatIfColumns
{
    /// <summary>Ratios beyond the first three are closed forms, which the reader can show.</summary>
    private const int ShownRatios = 3;

    private const string Sessions = "sessions";

    public static IReadOnlyList<Column<WhatIfLine>> Of(IStringLocalizer<Text> text, WhatIfReport report)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(report);
        var published = report.Lines.Count > 0 ? report.Lines[0] : null;
        var columns = new List<Column<WhatIfLine>>
        {
            new("definition", text["WhatIf.Definition"], line => line.Name)
            {
                Text = line => ExplainWords.WhatIf(text, line),
            },
            Columns.Count<WhatIfLine>(Sessions, text["Figure.Sessions"], line => Count(line)),
            new("sessions_difference", text["WhatIf.Difference"], line => Count(line) - Count(published))
            {
                IsNumber = true,
                Text = line =>
                    line.IsPublished ? Formats.None : Formats.Change(Count(line), Count(published), FigureKind.Count),
            },
        };
        foreach (var (index, metric) in report.Metrics.Index())
        {
            columns.Add(
                Columns.Figure<WhatIfLine>(
                    metric.Name,
                    ExplainWords.Metric(text, metric.Name),
                    line => line.Rates.GetValueOrDefault(metric.Name),
                    FigureKind.Rate
                ) with
                {
                    IsShown = index < ShownRatios,
                }
            );
            columns.Add(
                new Column<WhatIfLine>(
                    $"{metric.Name}_difference",
                    text["WhatIf.Difference"],
                    line => line.Differences.GetValueOrDefault(metric.Name)
                )
                {
                    IsNumber = true,
                    IsShown = index < ShownRatios,
                    Text = line =>
                        line.IsPublished
                            ? Formats.None
                            : Formats.Points(line.Differences.GetValueOrDefault(metric.Name)),
                }
            );
        }
        return columns;
    }

    private static long? Count(WhatIfLine? line) =>
        line is not null && line.Counts.TryGetValue(Sessions, out var count) ? count : null;
}
