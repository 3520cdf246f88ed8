using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Definitions.Reading;
using RetailRocket.Pipeline.Definitions.Yaml;

namespace RetailRocket.Pipeline.Quality.Workshop;

/// <summary>
/// Saved drafts: a folder per pipeline, laid out as the pipeline's own, so that a reviewer compares and copies files. Nothing
/// runs from it. Beside each <c>.sql</c> is a <c>.yml</c> with the entry for <c>pipeline.yml</c>.
/// </summary>
/// <param name="root">The folder of all pipelines' proposals; made when the first is saved.</param>
public sealed class CheckProposals(string root)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The proposal of a name; null when there is none.</summary>
    public CheckProposal? Find(string pipeline, string name)
    {
        if (!TableName.IsValid(pipeline) || !TableName.IsValidCheck(name))
            return null;
        return Enum.GetValues<CheckPhase>()
            .Select(phase => Read(pipeline, name, phase))
            .FirstOrDefault(p => p is not null);
    }

    /// <summary>Proposals of a pipeline, by name.</summary>
    public IReadOnlyList<CheckProposal> All(string pipeline)
    {
        var folder = Path.Combine(root, pipeline, "90_checks");
        if (!TableName.IsValid(pipeline) || !Directory.Exists(folder))
            return [];
        return
        [
            .. Directory
                .EnumerateFiles(folder, "*.sql", SearchOption.AllDirectories)
                .Select(file => Find(pipeline, Path.GetFileNameWithoutExtension(file)))
                .OfType<CheckProposal>()
                .OrderBy(proposal => proposal.Draft.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>Writes a draft, each file whole or not at all.</summary>
    /// <param name="based">Hash of the pipeline's own check that was opened; null for a new one.</param>
    /// <param name="opened">Hash of the proposal that was opened; null when there was none.</param>
    /// <exception cref="DefinitionException">The draft cannot be a check of the pipeline.</exception>
    /// <exception cref="ProposalConflictException">Somebody else changed the check or the proposal meanwhile.</exception>
    public async Task<CheckProposal> SaveAsync(
        PipelineDefinition definition,
        DraftCheck draft,
        string? based,
        string? opened,
        CancellationToken cancellationToken
    )
    {
        var check = DraftReader.Read(definition, draft);
        var folder = Path.Combine(root, definition.Name);
        Directory.CreateDirectory(folder);
        using var turn = await FileLock.ExclusiveAsync(Path.Combine(folder, ".lock"), Patience, cancellationToken);
        var present = definition.Checks.FirstOrDefault(known => known.Name == draft.Name);
        if (present?.Sql.Sha256 != based)
            throw new ProposalConflictException(
                based is null ? ProposalConflict.NameTaken : ProposalConflict.CheckChanged,
                based is null
                    ? $"The pipeline already has a check {draft.Name}. Open that one to change it, or choose another name."
                    : $"{draft.Name} was changed in the pipeline since you opened it. Open it again and repeat your change."
            );
        var waiting = Find(definition.Name, draft.Name);
        if (waiting?.Sha256 != opened)
            throw new ProposalConflictException(
                ProposalConflict.ProposalChanged,
                $"Somebody saved a proposal of {draft.Name} since you opened it. Open it again and repeat your change."
            );
        var file = FileOf(definition.Name, draft.Name, draft.Phase);
        await WriteAsync(EntryOf(file), Entry(check), cancellationToken);
        await WriteAsync(file, draft.File.Sql, cancellationToken);
        if (waiting is not null && waiting.Draft.Phase != draft.Phase)
        {
            File.Delete(waiting.File);
            File.Delete(EntryOf(waiting.File));
        }
        return Read(definition.Name, draft.Name, draft.Phase)!;
    }

    private CheckProposal? Read(string pipeline, string name, CheckPhase phase)
    {
        var file = FileOf(pipeline, name, phase);
        var entry = EntryOf(file);
        if (!File.Exists(file) || !File.Exists(entry))
            return null;
        var (sql, yaml) = (File.ReadAllText(file), File.ReadAllText(entry));
        var problems = new ProblemList(pipeline).In(Path.GetFileName(entry));
        var section = YamlFile.Read(yaml, problems) is { } read
            ? new YamlSection("", 1, read.Entries, problems).Section("checks")?.Section(name)
            : null;
        return new CheckProposal(
            new DraftCheck(
                name,
                phase,
                section?.Choice("severity", ChecksSection.Severities) ?? CheckSeverity.Block,
                (section is null ? null : LocalTexts.Read(section, "about"))?.English ?? "",
                sql
            ),
            file,
            yaml,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(yaml + "\0" + sql)))
        );
    }

    private static string Entry(CheckDefinition check)
    {
        var text = new StringBuilder("checks:\n").Append("  ").Append(check.Name).Append(":\n");
        var severity = ChecksSection.Severities.First(known => known.Value == check.Severity).Key;
        text.Append("    severity: ").Append(severity).Append('\n');
        if (check.PassRate is { } rate)
            text.Append(CultureInfo.InvariantCulture, $"    pass_rate: {rate}\n    of: {check.Of}\n");
        if (check.Abouts.ByLanguage.Count == 1)
            return text.Append("    about: ").Append(Quoted(check.About)).Append('\n').ToString();
        text.Append("    about:\n");
        foreach (var (language, about) in check.Abouts.ByLanguage)
            text.Append("      ").Append(language).Append(": ").Append(Quoted(about)).Append('\n');
        return text.ToString();
    }

    /// <summary>A double-quoted scalar on one line: the same quoting rules as JSON, whatever was typed.</summary>
    private static string Quoted(string text)
    {
        var printed = string.Concat(text.Select(letter => char.IsControl(letter) ? ' ' : letter));
        var line = string.Join(' ', printed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return '"'
            + line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            + '"';
    }

    // The directory that a name leads to was checked: names hold no dots and no slashes.
    private string FileOf(string pipeline, string name, CheckPhase phase) =>
        Path.Combine(root, pipeline, "90_checks", PipelineFolder.NameOf(phase), $"{name}.sql");

    private static string EntryOf(string file) => Path.ChangeExtension(file, ".yml");

    private static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = $"{path}.part";
        await File.WriteAllTextAsync(part, text, new UTF8Encoding(false), cancellationToken);
        File.Move(part, path, overwrite: true);
    }
}
