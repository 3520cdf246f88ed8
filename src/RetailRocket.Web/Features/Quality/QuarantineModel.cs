namespace RetailRocket.Web.Features.Quality;

/// <summary>A page of rejected lines and what one can narrow them by.</summary>
/// <param name="All">Rejected lines without a filter.</param>
/// <param name="Found">Rejected lines by the filter.</param>
/// <param name="Page">From 1.</param>
public sealed record QuarantineModel(
    long All,
    long Found,
    int Page,
    IReadOnlyList<QuarantineLine> Lines,
    IReadOnlyList<QuarantineGroup> Sources,
    IReadOnlyList<QuarantineGroup> Files,
    IReadOnlyList<QuarantineGroup> Dates,
    IReadOnlyList<QuarantineGroup> Reasons
)
{
    public const int PageRows = 50;

    public int Pages => (int)Math.Max(1, (Found + PageRows - 1) / PageRows);
}
