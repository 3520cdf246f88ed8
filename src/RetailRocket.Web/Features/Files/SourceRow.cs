namespace RetailRocket.Web.Features.Files;

/// <summary>A source of a pipeline with its files.</summary>
/// <param name="Patterns">File names that belong to it, such as <c>events*.csv</c>.</param>
/// <param name="IsRequired">A folder without a file of it cannot be landed.</param>
/// <param name="Columns">Header names (CSV) or paths (JSON lines) that a file has to have.</param>
/// <param name="Files">Current files first, newest first.</param>
public sealed record SourceRow(
    string Name,
    string Table,
    string Format,
    IReadOnlyList<string> Patterns,
    bool IsRequired,
    bool IsDated,
    IReadOnlyList<string> Columns,
    IReadOnlyList<FileRow> Files
);
