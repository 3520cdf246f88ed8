using System.Security.Cryptography;
using System.Text;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>The files of a pipeline's folder, each with its place in the pipeline.</summary>
internal sealed class PipelineFolder
{
    public const string YamlName = "pipeline.yml";

    private const string Places =
        "SQL belongs in 00_schema/, 10_staging/, 20_mart/, 30_kpi/, 70_explain/dimensions|repairs|what_if/<name>/ "
        + "or 90_checks/before_staging|before_kpi|after_kpi/.";

    private static readonly Dictionary<string, ModelLayer> s_layers = new(StringComparer.Ordinal)
    {
        ["10_staging"] = ModelLayer.Staging,
        ["20_mart"] = ModelLayer.Mart,
        ["30_kpi"] = ModelLayer.Kpi,
    };
    private static readonly Dictionary<string, CheckPhase> s_phases = new(StringComparer.Ordinal)
    {
        ["before_staging"] = CheckPhase.BeforeStaging,
        ["before_kpi"] = CheckPhase.BeforeKpi,
        ["after_kpi"] = CheckPhase.AfterKpi,
    };

    // Symbolic links may lead round in circles; no pipeline is deeper than its checks.
    private static readonly EnumerationOptions s_wholeTree = new()
    {
        RecurseSubdirectories = true,
        MaxRecursionDepth = 4,
        IgnoreInaccessible = false,
    };
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    private readonly string _folder;
    private readonly ProblemList _problems;
    private readonly List<SqlText> _schema = [];
    private readonly List<LayerFile> _models = [];
    private readonly List<CheckFile> _checks = [];
    private readonly List<ExplainFile> _explains = [];
    private readonly List<SqlText> _meanings = [];
    private readonly List<SqlText> _all = [];

    private PipelineFolder(string folder, ProblemList problems)
    {
        _folder = folder;
        _problems = problems;
        Name = Path.GetFileName(folder);
    }

    public string Name { get; }

    /// <summary>pipeline.yml; null when it is not there or cannot be read.</summary>
    public SqlText? Yaml { get; private set; }

    public IReadOnlyList<SqlText> Schema => _schema;
    public IReadOnlyList<LayerFile> Models => _models;
    public IReadOnlyList<CheckFile> Checks => _checks;
    public IReadOnlyList<ExplainFile> Explains => _explains;

    /// <summary>What tables mean in other languages; no part of what produces a figure.</summary>
    public IReadOnlyList<SqlText> Meanings => _meanings;

    /// <summary>Every file that a figure can depend on, as the definition is made of it.</summary>
    public IReadOnlyList<SqlText> All => _all;

    public static PipelineFolder Read(string folder, ProblemList problems)
    {
        var read = new PipelineFolder(folder, problems);
        try
        {
            read.ReadFiles();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add(
                "",
                0,
                $"The folder cannot be read: {e.Message} Check that it exists and that this account may read it."
            );
        }
        return read;
    }

    /// <summary>The same from files that were kept.</summary>
    public static PipelineFolder Of(string name, IEnumerable<SqlText> files, ProblemList problems)
    {
        var read = new PipelineFolder(name, problems);
        foreach (var file in files.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            read.Add(file);
        }
        return read;
    }

    /// <summary>The folder of a phase under <c>90_checks</c>.</summary>
    public static string NameOf(CheckPhase phase) => s_phases.First(known => known.Value == phase).Key;

    /// <summary>Every file that can change the definition, sorted: pipeline.yml, SQL, and meanings.</summary>
    public static IEnumerable<FileInfo> Files(string folder) =>
        new DirectoryInfo(folder)
            .EnumerateFiles("*", s_wholeTree)
            .Where(f =>
                f.Name == YamlName
                || f.Extension.Equals(".sql", StringComparison.OrdinalIgnoreCase)
                || MeaningsFile.LanguageOf(PathIn(folder, f)) is not null
            )
            .OrderBy(f => f.FullName, StringComparer.Ordinal);

    private static string PathIn(string folder, FileInfo file) =>
        Path.GetRelativePath(folder, file.FullName).Replace('\\', '/');

    private void ReadFiles()
    {
        if (!File.Exists(Path.Combine(_folder, YamlName)))
        {
            _problems.Add(
                YamlName,
                0,
                "The file is missing; a pipeline is a folder that holds one. See docs/pipelines.md."
            );
        }
        foreach (var file in Files(_folder))
        {
            var path = PathIn(_folder, file);
            if ((path == YamlName || file.Name != YamlName) && ReadText(path) is { } text)
            {
                Add(text);
            }
        }
    }

    private void Add(SqlText file)
    {
        if (MeaningsFile.LanguageOf(file.Path) is not null)
        {
            _meanings.Add(file);
            return;
        }
        _all.Add(file);
        if (file.Path == YamlName)
        {
            Yaml = file;
        }
        else
        {
            Place(file.Path, file);
        }
    }

    private void Place(string path, SqlText sql)
    {
        var parts = path.Split('/');
        var name = Path.GetFileNameWithoutExtension(path);
        if (!path.EndsWith(".sql", StringComparison.Ordinal))
        {
            _problems.Add(path, 0, "The file's name must end in .sql, in lower case.");
        }
        else if (parts is ["00_schema", _])
        {
            _schema.Add(sql);
        }
        else if (parts is [var folder, _] && s_layers.TryGetValue(folder, out var layer))
        {
            if (!TableName.IsValid(name))
            {
                _problems.Add(path, 0, $"\"{name}\" cannot name a table. {TableName.Rule} Rename the file.");
            }
            _models.Add(new LayerFile(name, layer, sql));
        }
        else if (parts is ["90_checks", var when, _] && s_phases.TryGetValue(when, out var phase))
        {
            if (!TableName.IsValidCheck(name))
            {
                _problems.Add(
                    path,
                    0,
                    $"\"{name}\" cannot name a check: use lower-case letters, digits and underscores."
                );
            }
            _checks.Add(new CheckFile(name, phase, sql));
        }
        else if (ExplainFileOf(parts, name, sql) is { } explain)
        {
            if (!TableName.IsValid(name))
            {
                _problems.Add(
                    path,
                    0,
                    $"\"{name}\" cannot name a dimension or a table. {TableName.Rule} Rename the file."
                );
            }
            _explains.Add(explain);
        }
        else
        {
            _problems.Add(path, 0, $"The engine does not look here, so this file would do nothing. {Places}");
        }
    }

    private static ExplainFile? ExplainFileOf(string[] parts, string name, SqlText sql) =>
        parts switch
        {
            ["70_explain", "dimensions", _] => new ExplainFile(ExplainFileKind.Dimension, null, name, sql),
            ["70_explain", "repairs", _] => new ExplainFile(ExplainFileKind.Repair, null, name, sql),
            ["70_explain", "what_if", var owner, _] => new ExplainFile(ExplainFileKind.WhatIf, owner, name, sql),
            _ => null,
        };

    private SqlText? ReadText(string path)
    {
        try
        {
            var text = s_strict.GetString(File.ReadAllBytes(Path.Combine(_folder, path))).TrimStart('\uFEFF');
            text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
            var hash = Convert.ToHexStringLower(SHA256.HashData(s_strict.GetBytes(text)));
            return new SqlText(path, text, hash);
        }
        catch (DecoderFallbackException)
        {
            _problems.Add(path, 0, "The file is not UTF-8 text; save it as UTF-8.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _problems.Add(path, 0, $"The file cannot be read: {e.Message}");
        }
        return null;
    }
}
