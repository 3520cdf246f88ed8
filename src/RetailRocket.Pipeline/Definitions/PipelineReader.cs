using System.Diagnostics.CodeAnalysis;
using RetailRocket.Pipeline.Definitions.Reading;
using RetailRocket.Pipeline.Definitions.Yaml;

namespace RetailRocket.Pipeline.Definitions;

/// <summary>Reads a pipeline's folder into a definition that can be run. See docs/pipelines.md for what a folder holds.</summary>
public sealed class PipelineReader
{
    /// <summary>Reads the files as they are now; keeps nothing between calls.</summary>
    /// <param name="folder">The pipeline's folder, such as <c>sql/retailrocket</c>.</param>
    /// <exception cref="DefinitionException">Something is wrong; names every problem with file and line.</exception>
    [SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "A part that others are given.")]
    public PipelineDefinition Read(string folder)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        var problems = new ProblemList(DisplayName(root));
        return Read(PipelineFolder.Read(root, problems), problems);
    }

    /// <summary>Reads the files of an earlier definition, as they were kept.</summary>
    /// <param name="name">The pipeline.</param>
    /// <exception cref="DefinitionException">This version of the program cannot read them.</exception>
    internal static PipelineDefinition Read(string name, IEnumerable<SqlText> kept)
    {
        var problems = new ProblemList(name);
        return Read(PipelineFolder.Of(name, kept, problems), problems);
    }

    private static PipelineDefinition Read(PipelineFolder files, ProblemList problems)
    {
        var yaml = files.Yaml is null ? null : YamlFile.Read(files.Yaml.Sql, problems.In(PipelineFolder.YamlName));
        if (yaml is null)
        {
            // Without pipeline.yml nothing can be said of the names that SQL uses.
            throw new DefinitionException(problems.Sorted);
        }
        var definition = Read(
            files,
            new YamlSection("", 1, yaml.Entries, problems.In(PipelineFolder.YamlName)),
            problems
        );
        problems.ThrowIfAny();
        return definition;
    }

    private static PipelineDefinition Read(PipelineFolder files, YamlSection root, ProblemList problems)
    {
        var header = PipelineHeader.Read(root, files.Name);
        var settings = SettingsSection.Read(root);
        var sources = SourcesSection.Read(root);
        var tables = new KnownTables();
        foreach (var source in sources)
        {
            tables.AddRaw(source.Definition.Table);
        }
        var models = ModelsSection.Read(files, root, tables, problems);
        var binding = new QueryBinding(files.Name, tables, settings, problems);
        var drafts = ModelOrder.Sort(models.Bind(binding, tables), problems);
        var schema = SchemaRules.Read(files.Schema, problems);
        foreach (var source in sources)
        {
            schema.Check(source);
        }
        var versions = new DefinitionVersion(header.TimeZone, settings, sources);
        return new PipelineDefinition
        {
            Name = files.Name,
            Title = header.Title,
            TimeZone = header.TimeZone,
            Cron = header.Cron,
            KeepRuns = header.KeepRuns,
            Settings = settings,
            Sources = [.. sources.Select(s => s.Definition)],
            Schema = files.Schema,
            Tables = schema.Tables,
            Meanings = MeaningsFile.Read(files.Meanings, schema.Tables, problems),
            Models = [.. drafts.Select(d => Finish(d, versions, schema.Check(d)))],
            Checks = new ChecksSection(files, tables, Dated(sources, drafts), problems).Read(root, binding),
            Exports = ExportsSection.Read(root, tables, schema.Tables),
            Explain = new ExplainSection(files, tables, schema.Tables, drafts, settings, problems).Read(root, binding),
            Files = files.All,
            Version = DefinitionVersion.OfFolder(files.All),
        };
    }

    private static ModelDefinition Finish(DraftModel draft, DefinitionVersion versions, bool partitionedByMonth) =>
        new()
        {
            Table = draft.Table,
            Layer = draft.Layer,
            Refresh = draft.Options.Refresh,
            DateColumn = draft.Options.Date,
            KeyColumn = draft.Options.Key,
            PresentColumn = draft.Options.Present,
            LookbackDays = draft.Options.Lookback,
            Sql = draft.Sql,
            Step = draft.Sql is null ? draft.Options.Step : null,
            Inputs = [.. draft.Inputs.Select(i => i.Table)],
            Parameters =
            [
                .. (draft.Query?.Parameters ?? []).Select(p => p.Text).Distinct().Order(StringComparer.Ordinal),
            ],
            PartitionedByMonth = partitionedByMonth,
            Version = versions.OfModel(draft),
        };

    private static HashSet<string> Dated(IEnumerable<DeclaredSource> sources, IEnumerable<DraftModel> models) =>
        [
            .. sources.Where(s => s.IsDated).Select(s => s.Definition.Table),
            .. models.Where(m => m.Options.Refresh == ModelRefresh.Dates).Select(m => m.Table),
        ];

    /// <summary>The folder and its parent, as people see it from the product's root: <c>sql/retailrocket</c>.</summary>
    private static string DisplayName(string root)
    {
        var parent = Path.GetFileName(Path.GetDirectoryName(root) ?? "");
        return parent.Length == 0 ? Path.GetFileName(root) : $"{parent}/{Path.GetFileName(root)}";
    }
}
