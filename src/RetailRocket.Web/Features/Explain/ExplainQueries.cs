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
    Recomputations recomputations,
    Access access
)
{
    /// <summary>What a pipeline can explain; null when nothing.</summary>
    public ExplainDefinition? Of(string pipeline) =>
        catalog.Names.Contains(pipeline) ? catalog.Get(pipeline).Explain : null;

    /// <summary>The figures before and after, at once.</summary>
    /// <exception cref="AccessDeniedException">The person may not see explanations.</exception>
    public async Task<ExplainFigures> FiguresAsync(
        string pipeline,
        DateRange range,
        ExplainSelection selection,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(selection);
        await access.DemandAsync(Feature.Explain);
        var request = Request(pipeline, range, selection);
        try
        {
            var (before, after) = await explainer.FiguresAsync(request, cancellationToken);
            return new ExplainFigures(
                request.Before,
                range,
                before,
                after,
                null,
                null,
                await CertificateAsync(pipeline, before.Dates, cancellationToken),
                await CertificateAsync(pipeline, after.Dates, cancellationToken)
            );
        }
        catch (ExplainException error)
        {
            return new ExplainFigures(request.Before, range, null, null, error.Failure, error.Message, null, null);
        }
    }

    /// <summary>Splits the change into parts, which recomputes sessions unless the same was answered before.</summary>
    /// <param name="place">Is told the place in line of a recomputation that waits for others.</param>
    /// <exception cref="AccessDeniedException">The person may not see explanations.</exception>
    public async Task<ExplainReport> ReadAsync(
        string pipeline,
        DateRange range,
        ExplainSelection selection,
        IProgress<int>? place,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(selection);
        await access.DemandAsync(Feature.Explain);
        var request = Request(pipeline, range, selection);
        try
        {
            var basis = await explainer.BasisAsync(request, cancellationToken);
            // The computation may outlive this person's scope.
            var engine = explainer;
            var explanation = await recomputations.GetAsync(
                (
                    pipeline,
                    request.Definition.Version,
                    selection.Metric,
                    selection.Dimension,
                    request.Before,
                    request.After,
                    selection.WithHeldBack,
                    basis
                ),
                async token =>
                {
                    var computed = await engine.ExplainAsync(request, token);
                    var lines = computed.Segments.Count + computed.Before.Dates.Count + computed.After.Dates.Count;
                    // What moved meanwhile has been read in part: that answer is for those who wait for it now.
                    return (computed, await engine.BasisAsync(request, token) == basis ? lines : (int?)null);
                },
                place,
                cancellationToken
            );
            return new ExplainReport(explanation, null, null);
        }
        catch (ExplainException error)
        {
            return new ExplainReport(null, error.Failure, error.Message);
        }
    }

    /// <summary>What the sides of an explanation stand on: of each the certificate of its last published date.</summary>
    public async Task<IReadOnlyList<Certificate>> CertificatesAsync(
        string pipeline,
        Explanation explanation,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(explanation);
        Certificate?[] found =
        [
            await CertificateAsync(pipeline, explanation.Before.Dates, cancellationToken),
            await CertificateAsync(pipeline, explanation.After.Dates, cancellationToken),
        ];
        return [.. found.OfType<Certificate>()];
    }

    /// <summary>The published figures of a range, at once: a report of that one line.</summary>
    /// <exception cref="AccessDeniedException">The person may not see explanations.</exception>
    public async Task<WhatIfReport> PublishedAsync(
        string pipeline,
        DateRange range,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.Explain);
        try
        {
            return await ReportAsync(
                await whatIfs.PublishedAsync(catalog.Get(pipeline), range, cancellationToken),
                cancellationToken
            );
        }
        catch (ExplainException error)
        {
            return Failed(error);
        }
    }

    /// <summary>A range under other definitions, which recomputes sessions unless the same was answered before.</summary>
    /// <param name="place">Is told the place in line of a recomputation that waits for others.</param>
    /// <exception cref="AccessDeniedException">The person may not see explanations.</exception>
    public async Task<WhatIfReport> WhatIfAsync(
        string pipeline,
        DateRange range,
        IProgress<int>? place,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.Explain);
        var definition = catalog.Get(pipeline);
        try
        {
            var basis = await whatIfs.BasisAsync(definition, range, cancellationToken);
            var engine = whatIfs;
            var answer = await recomputations.GetAsync(
                (pipeline, definition.Version, range, basis),
                async token =>
                {
                    var computed = await engine.ReadAsync(definition, range, token);
                    var lines = computed.Dates.Count + computed.Alternatives.Count;
                    return (computed, await engine.BasisAsync(definition, range, token) == basis ? lines : (int?)null);
                },
                place,
                cancellationToken
            );
            return await ReportAsync(answer, cancellationToken);
        }
        catch (ExplainException error)
        {
            return Failed(error);
        }
    }

    private ExplainRequest Request(string pipeline, DateRange range, ExplainSelection selection) =>
        new()
        {
            Definition = catalog.Get(pipeline),
            Metric = selection.Metric,
            Before = selection.Before(range),
            After = range,
            Dimension = selection.Dimension,
            WithHeldBack = selection.WithHeldBack,
        };

    private async Task<WhatIfReport> ReportAsync(WhatIfAnswer answer, CancellationToken cancellationToken) =>
        new(
            answer.Metrics,
            answer.Dates.Count,
            WhatIfLine.Of(answer),
            null,
            null,
            await CertificateAsync(answer.Pipeline, answer.Dates, cancellationToken)
        );

    private static WhatIfReport Failed(ExplainException error) => new([], 0, [], error.Failure, error.Message, null);

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
