using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Explaining;

/// <summary>Recomputes a range under the other definitions that a pipeline names. Reads, and writes nothing.</summary>
public sealed class WhatIfReader(NpgsqlDataSource runner)
{
    /// <summary>Changes when the answer for the range may; cheap beside the answer.</summary>
    /// <exception cref="ExplainException">The pipeline names no what-if.</exception>
    public Task<string> BasisAsync(
        PipelineDefinition definition,
        DateRange range,
        CancellationToken cancellationToken
    ) => ExplainBasis.ReadAsync(runner, definition, [range], Margin(NamesOf(definition)), cancellationToken);

    /// <summary>The published figures alone, without a recomputation: an answer without alternatives.</summary>
    /// <exception cref="ExplainException">The pipeline names no what-if, or nothing is published.</exception>
    public async Task<WhatIfAnswer> PublishedAsync(
        PipelineDefinition definition,
        DateRange range,
        CancellationToken cancellationToken
    )
    {
        NamesOf(definition);
        await using var work = await ReadOnlyWork.BeginAsync(runner, definition.Name, cancellationToken);
        return await PublishedAsync(work, definition, range, cancellationToken);
    }

    /// <exception cref="ExplainException">The pipeline names none, nothing is published, or it could not be computed.</exception>
    public async Task<WhatIfAnswer> ReadAsync(
        PipelineDefinition definition,
        DateRange range,
        CancellationToken cancellationToken
    )
    {
        var explain = NamesOf(definition);
        await using var work = await ReadOnlyWork.BeginAsync(runner, definition.Name, cancellationToken);
        var published = await PublishedAsync(work, definition, range, cancellationToken);
        var dates = published.Dates;
        var recomputation = await Recomputation.OpenAsync(
            work.Connection,
            definition.Name,
            Widen(new DateRange(dates[0].Date, dates[^1].Date), Margin(explain)),
            cancellationToken
        );
        var alternatives = new List<WhatIfFigures>();
        foreach (var whatIf in explain.WhatIfs)
            alternatives.Add(await CountAsync(recomputation, definition, whatIf, dates, cancellationToken));
        return published with { Alternatives = alternatives };
    }

    private static ExplainDefinition NamesOf(PipelineDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var explain = ExplainNames.Of(definition);
        return explain.WhatIfs.Count > 0
            ? explain
            : throw new ExplainException(
                ExplainFailure.Unknown,
                $"Pipeline {definition.Name} names no other definitions: explain.what_if of its pipeline.yml is empty."
            );
    }

    private static int Margin(ExplainDefinition explain) => explain.WhatIfs.Max(whatIf => whatIf.MarginDays) + 1;

    private static async Task<WhatIfAnswer> PublishedAsync(
        ReadOnlyWork work,
        PipelineDefinition definition,
        DateRange range,
        CancellationToken cancellationToken
    )
    {
        var explain = definition.Explain!;
        var dates = await FigureReader.ReadAsync(
            work.Connection,
            definition,
            range,
            withHeldBack: false,
            new DefinitionVersions(work.Connection, definition),
            cancellationToken
        );
        if (dates.Count == 0)
            throw await NothingPublished.OfAsync(work.Connection, definition, range, cancellationToken);
        return new WhatIfAnswer(
            definition.Name,
            range,
            explain.Metrics,
            dates,
            new WhatIfFigures(
                "published",
                null,
                explain.Counts.ToDictionary(count => count, count => dates.Sum(date => date.Counts[count]))
            ),
            []
        );
    }

    private static async Task<WhatIfFigures> CountAsync(
        Recomputation recomputation,
        PipelineDefinition present,
        WhatIfDefinition whatIf,
        IReadOnlyList<FigureDate> dates,
        CancellationToken cancellationToken
    )
    {
        var definition = With(present, whatIf);
        var explain = definition.Explain!;
        var figure = definition.Models.First(model => model.Table == explain.Table);
        var chain = ModelChain.Of(definition, [figure.Table]);
        var range = Widen(new DateRange(dates[0].Date, dates[^1].Date), whatIf.MarginDays);
        var changed = ModelChain.Changed(
            chain,
            [],
            model =>
                whatIf.Models.Any(replaced => replaced.Table == model.Table)
                || (whatIf.Setting is { } setting && model.Parameters.Contains(setting.Name))
                || range
                    .Dates()
                    .Any(date => recomputation.IsBuilt(model.Table, date) && !recomputation.Holds(model, date))
        );
        var wanted = dates.Select(date => date.Date).ToHashSet();
        var columns = explain.Counts.Select(count => $"coalesce(sum({SqlName.Quote(count)}), 0)::bigint");
        var rows = await recomputation.ReadAsync(
            definition,
            range,
            [
                .. changed.Select(model => new ReplacedTable(model.Table, model.Sql!)),
                new ReplacedTable("what_if_figures", figure.Sql!),
            ],
            $"select {SqlName.Quote(figure.DateColumn!)}, {string.Join(", ", columns)} from what_if_figures group by 1",
            row =>
                (
                    Date: row.GetFieldValue<DateOnly>(0),
                    Counts: explain.Counts.Select((_, index) => row.GetInt64(index + 1)).ToList()
                ),
            cancellationToken
        );
        var counted = rows.Where(row => wanted.Contains(row.Date)).ToList();
        return new WhatIfFigures(
            whatIf.Name,
            whatIf.Setting,
            explain
                .Counts.Index()
                .ToDictionary(count => count.Item, count => counted.Sum(row => row.Counts[count.Index]))
        );
    }

    /// <summary>The definition as the what-if would have it. The versions of its models stay, so that tables are still known.</summary>
    private static PipelineDefinition With(PipelineDefinition definition, WhatIfDefinition whatIf) =>
        definition with
        {
            Settings =
            [
                .. definition.Settings.Select(setting =>
                    setting.Name == whatIf.Setting?.Name ? whatIf.Setting : setting
                ),
            ],
            Models =
            [
                .. definition.Models.Select(model =>
                    whatIf.Models.FirstOrDefault(replaced => replaced.Table == model.Table) is { } replaced
                        ? model with
                        {
                            Sql = replaced.Sql,
                        }
                        : model
                ),
            ],
        };

    private static DateRange Widen(DateRange range, int days) => new(range.From.AddDays(-days), range.To.AddDays(days));
}
