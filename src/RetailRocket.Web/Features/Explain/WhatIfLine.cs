using RetailRocket.Pipeline.Explaining;

namespace RetailRocket.Web.Features.Explain;

/// <summary>The figures of one definition beside the published ones.</summary>
/// <param name="Name">The what-if; <c>published</c> for what is.</param>
/// <param name="Setting">Value of the changed setting as it is written in pipeline.yml; null when none is changed.</param>
/// <param name="IsPublished">The line of the published figures.</param>
/// <param name="Rates">Each ratio by its name, as a share.</param>
/// <param name="Differences">Each ratio less the published one.</param>
public sealed record WhatIfLine(
    string Name,
    string? Setting,
    bool IsPublished,
    IReadOnlyDictionary<string, long> Counts,
    IReadOnlyDictionary<string, decimal?> Rates,
    IReadOnlyDictionary<string, decimal?> Differences
)
{
    public static IReadOnlyList<WhatIfLine> Of(WhatIfAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return [.. answer.Alternatives.Prepend(answer.Published).Select(figures => Line(answer, figures))];
    }

    private static WhatIfLine Line(WhatIfAnswer answer, WhatIfFigures figures) =>
        new(
            figures.Name,
            Convert.ToString(figures.Setting?.Value, System.Globalization.CultureInfo.InvariantCulture),
            ReferenceEquals(figures, answer.Published),
            figures.Counts,
            answer.Metrics.ToDictionary(metric => metric.Name, figures.Rate),
            answer.Metrics.ToDictionary(
                metric => metric.Name,
                metric => figures.Rate(metric) - answer.Published.Rate(metric)
            )
        );
}
