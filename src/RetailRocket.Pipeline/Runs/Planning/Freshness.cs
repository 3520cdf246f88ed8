using System.Security.Cryptography;
using System.Text;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Runs.Planning;

/// <summary>
/// Answers from the ledgers alone whether a date of a table is what its files and its code would give now: the last
/// change of the landed data that it reads must not be later than the change it was built from, and its code the same.
/// </summary>
public sealed class Freshness
{
    private readonly PipelineDefinition definition;
    private readonly PipelineState state;
    private readonly Dictionary<string, ModelDefinition> models;
    private readonly Dictionary<string, Dictionary<string, int>> lookbacks = [];
    private readonly Dictionary<string, ChangeHistory> changes;

    public Freshness(PipelineDefinition definition, PipelineState state)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(state);
        this.definition = definition;
        this.state = state;
        models = definition.Models.ToDictionary(model => model.Table);
        foreach (var model in definition.Models)
            lookbacks[model.Table] = LookbacksOf(model);
        changes = definition
            .Sources.Where(source => source.Date is not null)
            .ToDictionary(
                source => source.Name,
                source => new ChangeHistory(state.SourceDates.GetValueOrDefault(source.Name))
            );
    }

    /// <summary>Days before its date that <paramref name="model"/> reaches back into any dated source, through all models between.</summary>
    public int ReachOf(ModelDefinition model) => lookbacks[model.Table].Values.DefaultIfEmpty(0).Max();

    /// <summary>Last change of the landed data that <paramref name="model"/> reads for <paramref name="date"/>.</summary>
    public long RequiredSeq(ModelDefinition model, DateOnly date)
    {
        long required = 0;
        foreach (var (source, lookback) in lookbacks[model.Table])
        {
            required = Math.Max(
                required,
                changes.TryGetValue(source, out var history)
                    ? history.LastChange(date, lookback)
                    : state.SourceSeqs.GetValueOrDefault(source)
            );
        }
        return required;
    }

    /// <summary>Whether the built rows of <paramref name="date"/> are what a build would give now.</summary>
    public bool IsBuilt(ModelDefinition model, DateOnly date) =>
        state.ModelDates.TryGetValue(model.Table, out var dates)
        && dates.TryGetValue(date, out var built)
        && built.Version == model.Version
        && built.AsOfSeq >= RequiredSeq(model, date);

    /// <summary>The same for a table that is refreshed as a whole.</summary>
    public bool IsBuilt(ModelDefinition model) =>
        state.ModelStates.TryGetValue(model.Table, out var built)
        && built.Version == model.Version
        && built.AsOfSeq >= RequiredSeq(model, DateOnly.MaxValue);

    /// <summary>Why the published figures of a date are not what a run would give now; null when they are.</summary>
    public StaleReason? WhyStale(Publication publication)
    {
        if (publication.FiguresVersion != FiguresVersion(definition))
            return new StaleReason(StaleCause.Definition, []);
        var tables = definition
            .Models.Where(model => model.Layer == ModelLayer.Kpi)
            .Where(model => RequiredSeq(model, publication.Date) > publication.AsOfSeq)
            .Select(model => model.Table)
            .ToList();
        return tables.Count > 0 ? new StaleReason(StaleCause.Data, tables) : null;
    }

    /// <summary>Hash of the versions of all KPI models.</summary>
    public static string FiguresVersion(PipelineDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var versions = string.Join(
            '\n',
            definition
                .Models.Where(model => model.Layer == ModelLayer.Kpi)
                .Select(model => $"{model.Table} {model.Version}")
                .Order(StringComparer.Ordinal)
        );
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(versions)))[..12];
    }

    private Dictionary<string, int> LookbacksOf(ModelDefinition model)
    {
        var result = new Dictionary<string, int>();
        foreach (var input in model.Inputs)
        {
            if (models.TryGetValue(input, out var upstream))
            {
                // A table of keys holds all dates at once, so what reads it reaches back over all of them.
                var own = upstream.Refresh == ModelRefresh.Keys ? ModelDefinition.AllHistory : model.LookbackDays;
                foreach (var (source, lookback) in lookbacks[upstream.Table])
                    Widen(source, Add(own, lookback));
            }
            else if (definition.Sources.FirstOrDefault(source => source.Table == input) is { } source)
            {
                Widen(source.Name, model.LookbackDays);
            }
        }
        return result;

        void Widen(string source, int lookback) =>
            result[source] = Math.Max(result.GetValueOrDefault(source), lookback);
    }

    private static int Add(int first, int second) =>
        first == ModelDefinition.AllHistory || second == ModelDefinition.AllHistory
            ? ModelDefinition.AllHistory
            : first + second;
}

public enum StaleCause
{
    /// <summary>Source rows that the figures read were landed, replaced or removed since.</summary>
    Data,

    /// <summary>The SQL or the settings of a figure changed since.</summary>
    Definition,
}

/// <param name="Tables">The KPI tables whose input changed; empty when the definition did.</param>
public sealed record StaleReason(StaleCause Cause, IReadOnlyList<string> Tables);
