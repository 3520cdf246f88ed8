using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Api.Answers;

/// <param name="About">What a row is.</param>
/// <param name="Key">Columns that identify a row.</param>
/// <param name="Personal">A row is about one person: reading needs the right to download target lists, and is recorded.</param>
/// <param name="Permitted">Whether you may read it.</param>
public sealed record TableItem(
    string Name,
    string? About,
    string DateColumn,
    IReadOnlyList<string> Key,
    IReadOnlyList<PublishedColumn> Columns,
    bool Personal,
    bool Permitted
);
