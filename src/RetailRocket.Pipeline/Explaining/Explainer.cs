using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Explaining;

/// <summary>Answers why a ratio changed. Reads, and writes nothing.</summary>
public sealed class Explainer(NpgsqlDataSource runner)
{
    // A session may begin on the date before and end on the date after.
    private const int Margin = 1;

    /// <exception cref="ExplainException">Unknown names, nothing published, or it could not be computed.</exception>
    public async Task<Explanation> ExplainAsync(ExplainRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var data = await LoadAsync(request, cancellationToken);
        return data.Between(request.Before, request.After);
    }

    /// <summary>
    /// Changes when the explanation of the request may: with a publication, a roll-back, a waiver, a landed file or a rebuilt
    /// table. Cheap beside the explanation.
    /// </summary>
    public Task<string> BasisAsync(ExplainRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return ExplainBasis.ReadAsync(
            runner,
            request.Definition,
            [request.Before, request.After],
            Margin,
            cancellationToken
        );
    }

    /// <summary>The figures that would be explained, without a recomputation.</summary>
    /// <exception cref="ExplainException">Unknown names, or nothing published.</exception>
    public async Task<(ExplainedSide Before, ExplainedSide After)> FiguresAsync(
        ExplainRequest request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var (metric, _) = ExplainNames.Resolve(request);
        await using var work = await ReadOnlyWork.BeginAsync(runner, request.Definition.Name, cancellationToken);
        var versions = new DefinitionVersions(work.Connection, request.Definition);
        return (await SideAsync(request.Before), await SideAsync(request.After));

        async Task<ExplainedSide> SideAsync(DateRange range) =>
            ExplainedSide.Of(range, metric, await FiguresOfAsync(work, request, range, versions, cancellationToken));
    }

    /// <summary>All that the explanation of two ranges is computed from, and that of any ranges within them.</summary>
    /// <exception cref="ExplainException">Unknown names, nothing published, or it could not be computed.</exception>
    public async Task<ExplainData> LoadAsync(ExplainRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (metric, dimension) = ExplainNames.Resolve(request);
        await using var work = await ReadOnlyWork.BeginAsync(runner, request.Definition.Name, cancellationToken);
        var versions = new DefinitionVersions(work.Connection, request.Definition);
        var figures = new SortedDictionary<DateOnly, FigureDate>();
        foreach (var range in (DateRange[])[request.Before, request.After])
        foreach (var date in await FiguresOfAsync(work, request, range, versions, cancellationToken))
            figures[date.Date] = date;
        var counts = new Dictionary<(string Version, bool Repaired, DateOnly Date), SegmentedCounts>();
        foreach (var range in Spans(request, [.. figures.Keys]))
        {
            var recomputation = await Recomputation.OpenAsync(
                work.Connection,
                request.Definition.Name,
                new DateRange(range.From.AddDays(-Margin), range.To.AddDays(Margin)),
                cancellationToken
            );
            var dates = figures.Keys.Where(range.Contains).ToList();
            foreach (var (version, definition) in versions.Met)
            foreach (var repaired in (bool[])[false, true])
            foreach (
                var (date, counted) in await CountAsync(
                    recomputation,
                    Complete(definition, request.Definition),
                    request.Definition.Explain!,
                    metric,
                    dimension,
                    dates,
                    repaired,
                    cancellationToken
                )
            )
                counts[(version, repaired, date)] = counted;
        }
        return new ExplainData(request.Definition.Name, metric, dimension.Name, [.. figures.Values], counts);
    }

    private static async Task<IReadOnlyList<FigureDate>> FiguresOfAsync(
        ReadOnlyWork work,
        ExplainRequest request,
        DateRange range,
        DefinitionVersions versions,
        CancellationToken cancellationToken
    )
    {
        var dates = await FigureReader.ReadAsync(
            work.Connection,
            request.Definition,
            range,
            request.WithHeldBack,
            versions,
            cancellationToken
        );
        return dates.Count > 0
            ? dates
            : throw await NothingPublished.OfAsync(work.Connection, request.Definition, range, cancellationToken);
    }

    /// <summary>One statement's dates: both ranges together where they touch, else each.</summary>
    private static IReadOnlyList<DateRange> Spans(ExplainRequest request, IReadOnlyList<DateOnly> dates)
    {
        var (before, after) = (request.Before, request.After);
        var touch = before.From <= after.To.AddDays(1) && after.From <= before.To.AddDays(1);
        return touch
            ? [new DateRange(dates[0], dates[^1])]
            : [.. new[] { before, after }.Select(range => Trim(range, [.. dates.Where(range.Contains)]))];
    }

    /// <summary>A range without the dates before and after its figures: someone may ask for a century.</summary>
    private static DateRange Trim(DateRange range, IReadOnlyList<DateOnly> dates) =>
        range with
        {
            From = dates[0],
            To = dates[^1],
        };

    /// <summary>Each date's counts under a definition, in a statement for the dates that tables hold and one for the others.</summary>
    private static async Task<IEnumerable<(DateOnly Date, SegmentedCounts Counts)>> CountAsync(
        Recomputation recomputation,
        PipelineDefinition definition,
        ExplainDefinition explain,
        RatioDefinition metric,
        DimensionDefinition dimension,
        IReadOnlyList<DateOnly> dates,
        bool repaired,
        CancellationToken cancellationToken
    )
    {
        var figure = definition.Models.First(model => model.Table == explain.Table);
        var chain = ModelChain.Of(definition, [figure.Table, .. dimension.Inputs]);
        var repairs = repaired ? explain.Repairs : [];
        var rows = new List<(DateOnly Date, string? Segment, Counts Counts)>();
        foreach (var group in dates.GroupBy(date => chain.All(model => recomputation.Holds(model, date))))
        {
            var wanted = group.ToHashSet();
            var changed = ModelChain.Changed(
                chain,
                repairs.Select(repair => repair.Table),
                model => wanted.Any(date => !recomputation.Holds(model, date))
            );
            var counted = await recomputation.ReadAsync(
                definition,
                new DateRange(wanted.Min(), wanted.Max()),
                [
                    .. repairs,
                    .. changed.Select(model => new ReplacedTable(model.Table, model.Sql!)),
                    new ReplacedTable("explained_figures", figure.Sql!),
                    new ReplacedTable("explained_segments", dimension.Sql),
                ],
                SelectOf(figure, metric),
                row =>
                    (
                        row.GetFieldValue<DateOnly>(0),
                        row.IsDBNull(1) ? null : row.GetString(1),
                        new Counts(row.GetInt64(2), row.GetInt64(3))
                    ),
                cancellationToken
            );
            rows.AddRange(counted.Where(row => wanted.Contains(row.Item1)));
        }
        return rows.GroupBy(row => row.Date)
            .Select(date =>
                (
                    date.Key,
                    new SegmentedCounts(
                        date.Where(row => row.Segment is null)
                            .Select(row => row.Counts)
                            .Aggregate(default(Counts), Counts.Add),
                        date.Where(row => row.Segment is not null).ToDictionary(row => row.Segment!, row => row.Counts)
                    )
                )
            );
    }

    private static string SelectOf(ModelDefinition figure, RatioDefinition metric)
    {
        var (numerator, denominator) = (SqlName.Quote(metric.Numerator), SqlName.Quote(metric.Denominator));
        return $"""
            select
                {SqlName.Quote(figure.DateColumn!)} as counted_date,
                null::text as segment,
                coalesce(sum({numerator}), 0)::bigint,
                coalesce(sum({denominator}), 0)::bigint
            from explained_figures
            group by 1
            union all
            select
                segment_date,
                coalesce(segment::text, ''),
                coalesce(sum({numerator}), 0)::bigint,
                coalesce(sum({denominator}), 0)::bigint
            from explained_segments
            group by 1, 2
            """;
    }

    /// <summary>An earlier definition with the settings that it lacks and the dimension of now may name.</summary>
    private static PipelineDefinition Complete(PipelineDefinition definition, PipelineDefinition present) =>
        definition with
        {
            Settings =
            [
                .. definition.Settings,
                .. present.Settings.Where(setting => definition.Settings.All(own => own.Name != setting.Name)),
            ],
        };
}
