using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Explaining;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Explain;

/// <summary>Asks the engine why a ratio moved, and what a range would be under other definitions.</summary>
public sealed class ExplainQueries(
    PipelineCatalog catalog,
    Explainer explainer,
    WhatIfReader whatIfs,
    CertificateReader certificates,
    Access access
)
{
    /// <summary>What a pipeline can explain; null when nothing.</summary>
    public ExplainDefinition? Of(string pipeline) =>
        catalog.Names.Contains(pipeline) ? catalog.Get(pipeline).Explain : null;

    /// <exception cref="AccessDeniedException">The person may not see explanations.</exception>
    public async Task<ExplainReport> ReadAsync(
        string pipeline,
        DateRange range,
        ExplainSelection selection,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(selection);
        await access.DemandAsync(Feature.Explain);
        var before = selection.Before(range);
        try
        {
            var explanation = await explainer.ExplainAsync(
                new ExplainRequest
                {
                    Definition = catalog.Get(pipeline),
                    Metric = selection.Metric,
                    Before = before,
                    After = range,
                    Dimension = selection.Dimension,
                    WithHeldBack = selection.WithHeldBack,
                },
                cancellationToken
            );
            return new ExplainReport(
                before,
                range,
                explanation,
                null,
                null,
                await CertificateAsync(pipeline, explanation.Before.Dates, cancellationToken),
                await CertificateAsync(pipeline, explanation.After.Dates, cancellationToken)
            );
        }
        catch (ExplainException error)
        {
            return new ExplainReport(before, range, null, error.Failure, error.Message, null, null);
        }
    }

    /// <exception cref="AccessDeniedException">The person may not see explanations.</exception>
    public async Task<WhatIfReport> WhatIfAsync(string pipeline, DateRange range, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Explain);
        try
        {
            var answer = await whatIfs.ReadAsync(catalog.Get(pipeline), range, cancellationToken);
            return new WhatIfReport(
                answer.Metrics,
                answer.Dates.Count,
                WhatIfLine.Of(answer),
                null,
                null,
                await CertificateAsync(pipeline, answer.Dates, cancellationToken)
            );
        }
        catch (ExplainException error)
        {
            return new WhatIfReport([], 0, [], error.Failure, error.Message, null);
        }
    }

    /// <summary>Of the last published date of a side.</summary>
    private async Task<Certificate?> CertificateAsync(
        string pipeline,
        IReadOnlyList<FigureDate> dates,
        CancellationToken cancellationToken
    ) =>
        dates.LastOrDefault(date => date.IsPublished) is { } last
            ? await certificates.FindAsync(catalog.Get(pipeline), last.Date, cancellationToken)
            : null;
}
