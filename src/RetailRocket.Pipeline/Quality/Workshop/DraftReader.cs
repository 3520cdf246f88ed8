using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Definitions.Reading;

namespace RetailRocket.Pipeline.Quality.Workshop;

/// <summary>Reads a draft by the rules of a pipeline's folder: as if its file lay there already.</summary>
public static class DraftReader
{
    /// <summary>Longest SQL of a draft, in characters.</summary>
    public const int LongestSql = 60_000;

    /// <summary>Longest explanation of a draft, in characters.</summary>
    public const int LongestAbout = 1_000;

    /// <returns>The check as it would run. An existing check keeps its pass rate.</returns>
    /// <exception cref="DefinitionException">It cannot be a check; names every problem with its line.</exception>
    public static CheckDefinition Read(PipelineDefinition definition, DraftCheck draft)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(draft);
        ThrowIfMisshapen(definition, draft);
        var others = definition.Files.Where(file => !IsOf(draft.Name, file.Path));
        var check = PipelineReader
            .Read(definition.Name, others.Append(draft.File))
            .Checks.Single(check => check.Name == draft.Name);
        // The text of a draft is English; while it stays, so do the other languages.
        var about = draft.About.Trim();
        return check with
        {
            Severity = draft.Severity,
            Abouts = about == check.About ? check.Abouts : LocalText.Of(about),
        };
    }

    private static bool IsOf(string check, string path) =>
        path.StartsWith("90_checks/", StringComparison.Ordinal)
        && path.EndsWith($"/{check}.sql", StringComparison.Ordinal);

    private static void ThrowIfMisshapen(PipelineDefinition definition, DraftCheck draft)
    {
        // The name becomes a path; nothing is made of it before this.
        if (draft.Name.Length == 0 || !TableName.IsValidCheck(draft.Name))
            throw Problem(
                definition.Name,
                $"\"{draft.Name}\" cannot name a check: use lower-case letters, digits and underscores, 55 at most."
            );
        if (string.IsNullOrWhiteSpace(draft.About) || draft.About.Length > LongestAbout)
            throw Problem(
                definition.Name,
                $"Say what the check means and what to do when it fails, in {LongestAbout} characters at most."
            );
        if (draft.Sql.Length > LongestSql)
            throw Problem(definition.Name, $"The SQL is longer than {LongestSql} characters.");
    }

    private static DefinitionException Problem(string pipeline, string message) =>
        new([new DefinitionProblem(pipeline, 0, message)]);
}
