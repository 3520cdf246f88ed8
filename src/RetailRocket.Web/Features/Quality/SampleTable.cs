namespace RetailRocket.Web.Features.Quality;

/// <summary>Violating rows that a check kept as evidence: 50 at most.</summary>
/// <param name="Rows">Values in the order of <paramref name="Columns"/>; null where the row has none.</param>
/// <param name="IsWithheld">The rows hold source lines, which the person's roles do not include.</param>
public sealed record SampleTable(
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<string?>> Rows,
    bool IsWithheld = false
)
{
    public static SampleTable Withheld { get; } = new([], [], true);

    public static SampleTable Empty { get; } = new([], []);
}
