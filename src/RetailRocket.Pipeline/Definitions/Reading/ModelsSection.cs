using RetailRocket.Pipeline.Definitions.Sql;
using RetailRocket.Pipeline.Definitions.Yaml;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>Joins <c>models:</c> with the files of the layers.</summary>
internal sealed class ModelsSection
{
    private readonly PipelineFolder _folder;
    private readonly ProblemList _problems;
    private readonly YamlSection _section;
    private readonly Dictionary<string, ModelOptions> _options = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LayerFile> _files = new(StringComparer.Ordinal);

    private ModelsSection(PipelineFolder folder, YamlSection root, ProblemList problems)
    {
        _folder = folder;
        _problems = problems;
        _section = root.Section("models") ?? new YamlSection("models", 0, [], root.Problems);
    }

    /// <summary>Finds the models, and makes their names known to <paramref name="tables"/>.</summary>
    public static ModelsSection Read(PipelineFolder folder, YamlSection root, KnownTables tables, ProblemList problems)
    {
        var models = new ModelsSection(folder, root, problems);
        models.ReadFiles(tables);
        models.ReadOptions(tables);
        return models;
    }

    /// <summary>The models with what their SQL reads.</summary>
    public IReadOnlyList<DraftModel> Bind(QueryBinding binding, KnownTables tables)
    {
        var drafts = new List<DraftModel>();
        foreach (var file in _files.Values)
        {
            var options = _options.GetValueOrDefault(file.Table) ?? ModelOptions.Default(_section);
            var query = binding.Read(file.Sql, runIdAllowed: false, out var inputs);
            drafts.Add(
                new DraftModel
                {
                    Table = file.Table,
                    Layer = file.Layer,
                    Options = options,
                    Sql = file.Sql,
                    Query = query,
                    Inputs = Others(inputs, file.Table, options),
                }
            );
        }
        foreach (var (table, options) in _options.Where(o => o.Value.Step is not null && !_files.ContainsKey(o.Key)))
        {
            drafts.Add(
                new DraftModel
                {
                    Table = table,
                    Layer = options.Layer,
                    Options = options,
                    Sql = null,
                    Query = null,
                    Inputs = Others(StepInputs(options, tables), table, options),
                }
            );
        }
        drafts.ForEach(d => CheckDates(d, binding));
        drafts.ForEach(d => CheckLayers(d, tables));
        return drafts;
    }

    /// <summary>
    /// A model by keys merges into what its table holds, so it may read it; that makes no order. Any other that reads the table
    /// it fills is a cycle.
    /// </summary>
    private static IReadOnlyList<DraftInput> Others(
        IReadOnlyList<DraftInput> inputs,
        string table,
        ModelOptions options
    ) => options.Refresh == ModelRefresh.Keys ? [.. inputs.Where(i => i.Table != table)] : inputs;

    private void ReadFiles(KnownTables tables)
    {
        foreach (var file in _folder.Models)
        {
            if (tables.IsRaw(file.Table))
            {
                _problems.Add(
                    file.Sql.Path,
                    0,
                    $"{file.Table} is the raw table of a source; rename the file and its table."
                );
            }
            else if (_files.TryGetValue(file.Table, out var first))
            {
                _problems.Add(
                    file.Sql.Path,
                    0,
                    $"{file.Table} is already filled by {first.Sql.Path}; a table has one model."
                );
            }
            else
            {
                _files.Add(file.Table, file);
                tables.AddModel(file.Table, file.Layer);
            }
        }
    }

    private void ReadOptions(KnownTables tables)
    {
        foreach (var (table, section) in _section.Sections())
        {
            var options = ModelOptions.Read(section);
            _options.Add(table, options);
            var hasFile = _files.TryGetValue(table, out var file);
            if (options.Step is null && !hasFile)
            {
                section.Problems.Add(
                    section.Line,
                    $"models.{table}: there is no {table}.sql in 10_staging/, 20_mart/ or 30_kpi/"
                        + NearestName.Question(table, _files.Keys)
                        + " Write the file, or name the C# step that fills the table (step: …)."
                );
                // Readers of the table are right about its name; the missing file is the one problem.
                tables.AddModel(table, ModelLayer.Staging);
            }
            else if (options.Step is not null && hasFile)
            {
                section.Problems.Add(
                    section.LineOf("step"),
                    $"models.{table}: both {file!.Sql.Path} and a step would fill the table; keep one of them."
                );
            }
            else if (options.Step is not null)
            {
                CheckStepTable(table, section, tables);
                tables.AddModel(table, options.Layer);
            }
        }
    }

    private static void CheckStepTable(string table, YamlSection section, KnownTables tables)
    {
        if (!TableName.IsValid(table))
        {
            section.Problems.Add(section.Line, $"models.{table}: \"{table}\" cannot name a table. {TableName.Rule}");
        }
        else if (tables.IsRaw(table))
        {
            section.Problems.Add(
                section.Line,
                $"models.{table}: {table} is the raw table of a source; rename the model."
            );
        }
    }

    private static List<DraftInput> StepInputs(ModelOptions options, KnownTables tables)
    {
        var inputs = new SortedDictionary<string, DraftInput>(StringComparer.Ordinal);
        foreach (var read in options.Reads)
        {
            if (tables.Has(read.Text))
            {
                inputs.TryAdd(read.Text, new DraftInput(read.Text, PipelineFolder.YamlName, read.Line));
                continue;
            }
            options.Section.Problems.Add(
                read.Line,
                $"{options.Section.PathOf("reads")}: \"{read.Text}\" is neither a raw table nor a model of this pipeline"
                    + NearestName.Question(read.Text, tables.Names)
            );
        }
        return [.. inputs.Values];
    }

    private void CheckDates(DraftModel model, QueryBinding binding)
    {
        var options = model.Options;
        var (path, line) = options.Written ? (PipelineFolder.YamlName, options.Section.Line) : (model.Sql!.Path, 1);
        if (model.Layer == ModelLayer.Kpi && options.Refresh != ModelRefresh.Dates)
        {
            _problems.Add(
                path,
                options.Section.LineOf("refresh"),
                $"models.{model.Table}: a KPI is published by date, so its refresh must be dates."
            );
        }
        if (options.Refresh != ModelRefresh.Dates || !options.RefreshIsKnown)
        {
            return;
        }
        if (options.Date is null && (!options.Written || options.Section.Find("date") is null))
        {
            _problems.Add(
                path,
                line,
                $"{model.Table} says no date column, which refresh: dates (the default) needs. "
                    + $"Add to pipeline.yml under models: {model.Table}: {{ date: <column> }}"
            );
        }
        if (
            model.Query is { Problems.Count: 0 } query
            && query.Parameters.All(p => binding.Gives(p.Text))
            && !(Names(query, "from") && Names(query, "to"))
        )
        {
            _problems.Add(
                model.Sql!.Path,
                1,
                "The SELECT must keep to the dates of the run: name both @from and @to, or give the model refresh: whole."
            );
        }
    }

    private static bool Names(SqlQuery query, string parameter) => query.Parameters.Any(p => p.Text == parameter);

    private void CheckLayers(DraftModel model, KnownTables tables)
    {
        foreach (var input in model.Inputs)
        {
            if (tables.LayerOf(input.Table) is not { } layer || input.Table == model.Table)
            {
                continue;
            }
            if (layer > model.Layer)
            {
                _problems.Add(
                    input.Path,
                    input.Line,
                    $"{model.Table} ({Word(model.Layer)}) reads {input.Table} ({Word(layer)}), a layer that is built later. "
                        + "Move the rule that both need to the earlier layer."
                );
            }
            else if (layer == ModelLayer.Kpi)
            {
                _problems.Add(
                    input.Path,
                    input.Line,
                    $"{model.Table} reads {input.Table}, which holds rows of every run; a KPI reads staging and marts alone."
                );
            }
        }
    }

    private static string Word(ModelLayer layer) =>
        layer == ModelLayer.Kpi ? "KPI" : layer.ToString().ToLowerInvariant();
}
