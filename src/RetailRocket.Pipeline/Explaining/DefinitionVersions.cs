using Npgsql;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Explaining;

/// <summary>
/// The definitions that stand behind published figures, told apart by the version of the model of the explained figures: a
/// changed comment, check or export is no change of definition.
/// </summary>
internal sealed class DefinitionVersions(NpgsqlConnection connection, PipelineDefinition present)
{
    private readonly Dictionary<string, PipelineDefinition> byFigureVersion = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (bool Known, string Version)> resolved = new(StringComparer.Ordinal);

    /// <summary>Every definition that was met, by the version of its figures.</summary>
    public IReadOnlyDictionary<string, PipelineDefinition> Met => byFigureVersion;

    /// <summary>The version of the figures under a definition.</summary>
    /// <param name="definitionVersion">Version of the definition as a whole.</param>
    /// <param name="figuresVersion">Hash of the versions of all KPI models, where the publication knows it; or empty.</param>
    /// <returns>Not known where the definition was not kept; then the version is that of the present one.</returns>
    public async Task<(bool Known, string Version)> ResolveAsync(
        string definitionVersion,
        string figuresVersion,
        CancellationToken cancellationToken
    )
    {
        if (resolved.TryGetValue(definitionVersion, out var known))
            return known;
        var isPresent = definitionVersion == present.Version || figuresVersion == Freshness.FiguresVersion(present);
        var definition = isPresent
            ? present
            : await DefinitionArchive.FindAsync(connection, present.Name, definitionVersion, cancellationToken);
        var model = definition is null ? null : FigureOf(definition);
        if (definition is null || model is null)
            (definition, model) = (present, null);
        var version = (model ?? FigureOf(present)!).Version;
        byFigureVersion.TryAdd(version, definition);
        return resolved[definitionVersion] = (model is not null, version);
    }

    private ModelDefinition? FigureOf(PipelineDefinition definition) =>
        definition.Models.FirstOrDefault(model => model.Table == present.Explain!.Table && model.Sql is not null);
}
