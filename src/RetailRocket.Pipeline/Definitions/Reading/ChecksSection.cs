using RetailRocket.Pipeline.Definitions.Yaml;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>Joins <c>checks:</c> with the files of <c>90_checks</c>.</summary>
internal sealed class ChecksSection(
    PipelineFolder folder,
    KnownTables tables,
    IReadOnlySet<string> dated,
    ProblemList problems
)
{
    /// <summary>Severities as they are written.</summary>
    public static readonly IReadOnlyDictionary<string, CheckSeverity> Severities = new Dictionary<
        string,
        CheckSeverity
    >(StringComparer.Ordinal)
    {
        ["block"] = CheckSeverity.Block,
        ["warn"] = CheckSeverity.Warn,
    };

    public IReadOnlyList<CheckDefinition> Read(YamlSection root, QueryBinding binding)
    {
        var options = root.Section("checks")?.Sections().ToDictionary(s => s.Key, s => s.Section) ?? [];
        var files = new Dictionary<string, CheckFile>(StringComparer.Ordinal);
        foreach (var file in folder.Checks.OrderBy(c => c.Phase).ThenBy(c => c.Name, StringComparer.Ordinal))
        {
            if (!files.TryAdd(file.Name, file))
            {
                problems.Add(
                    file.Sql.Path,
                    0,
                    $"{file.Name} is already the name of {files[file.Name].Sql.Path}; a result must tell which check it is of. "
                        + "Rename one."
                );
            }
        }
        foreach (var (name, section) in options.Where(o => !files.ContainsKey(o.Key)))
        {
            section.Problems.Add(
                section.Line,
                $"checks.{name}: there is no {name}.sql in a folder of 90_checks/{NearestName.Question(name, files.Keys)} "
                    + "A check without its SQL checks nothing: write the file, or remove the entry."
            );
            ReadPassRate(section, null);
        }
        return [.. files.Values.Select(f => ReadOne(f, options.GetValueOrDefault(f.Name), binding))];
    }

    private CheckDefinition ReadOne(CheckFile file, YamlSection? section, QueryBinding binding)
    {
        var query = binding.Read(file.Sql, file.Phase == CheckPhase.AfterKpi, out var inputs);
        foreach (var input in inputs.Where(i => !Exists(i.Table, file.Phase)))
        {
            problems.Add(
                input.Path,
                input.Line,
                $"{file.Name} runs {Word(file.Phase)}, when {input.Table} does not yet hold the run's rows. "
                    + "Move the file to a later folder of 90_checks/."
            );
        }
        if (query.Problems.Count == 0 && !query.Words.Contains("check_date"))
        {
            problems.Add(
                file.Sql.Path,
                1,
                "The first column must be named check_date (a date): a verdict belongs to a date. Add … as check_date."
            );
        }
        section?.AllowOnly("severity", "about", "pass_rate", "of");
        var (passRate, of) = section is null ? (null, null) : ReadPassRate(section, file.Phase);
        return new CheckDefinition
        {
            Name = file.Name,
            Phase = file.Phase,
            Severity = section?.Choice("severity", Severities) ?? CheckSeverity.Block,
            Abouts =
                (section is null ? null : LocalTexts.Read(section, "about"))
                ?? LocalText.Of(LeadingComment(file.Sql.Sql)),
            PassRate = passRate,
            Of = of,
            Sql = file.Sql,
            Inputs = [.. inputs.Select(i => i.Table)],
            Parameters = [.. query.Parameters.Select(p => p.Text).Distinct().Order(StringComparer.Ordinal)],
        };
    }

    private (decimal? PassRate, string? Of) ReadPassRate(YamlSection section, CheckPhase? phase)
    {
        var entry = section.Find("pass_rate");
        var rate = entry?.Value.AsDecimal();
        if (entry is not null && rate is null or < 0 or > 100)
        {
            section.Problems.Add(
                entry!.Line,
                $"{section.PathOf("pass_rate")}: expected a percentage from 0 to 100, found {entry.Value.Described}."
            );
        }
        var of = section.Text("of");
        if (entry is not null)
        {
            section.Require("of", "which dated table's rows are the 100 % of pass_rate");
        }
        else if (of is not null)
        {
            section.Problems.Add(
                section.LineOf("of"),
                $"{section.PathOf("of")} does nothing without pass_rate; add pass_rate, or remove it."
            );
        }
        if (of is not null && !dated.Contains(of))
        {
            var unknown = tables.Has(of) ? $"{of} has no dates to count rows of." : $"there is no table {of}.";
            section.Problems.Add(
                section.LineOf("of"),
                $"{section.PathOf("of")}: {unknown} Name a raw table whose source has a date, or a model with refresh: dates"
                    + NearestName.Question(of, dated)
            );
        }
        else if (of is not null && phase is { } when && !Exists(of, when))
        {
            section.Problems.Add(
                section.LineOf("of"),
                $"{section.PathOf("of")}: the check runs {Word(when)}, when {of} does not yet hold the run's rows."
            );
        }
        return (rate, of);
    }

    /// <summary>The table holds the run's rows when the phase comes.</summary>
    private bool Exists(string table, CheckPhase phase) =>
        phase switch
        {
            CheckPhase.BeforeStaging => tables.LayerOf(table) is null,
            CheckPhase.BeforeKpi => tables.LayerOf(table) is not ModelLayer.Kpi,
            _ => true,
        };

    private static string Word(CheckPhase phase) =>
        phase switch
        {
            CheckPhase.BeforeStaging => "before_staging",
            CheckPhase.BeforeKpi => "before_kpi",
            _ => "after_kpi",
        };

    /// <summary>The <c>--</c> lines that the file starts with, as one text.</summary>
    private static string LeadingComment(string sql) =>
        string.Join(
            ' ',
            sql.Split('\n')
                .TakeWhile(l => l.StartsWith("--", StringComparison.Ordinal))
                .Select(l => l.TrimStart('-').Trim())
                .Where(l => l.Length > 0)
        );
}
