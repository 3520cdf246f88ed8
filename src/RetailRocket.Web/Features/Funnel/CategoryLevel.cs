namespace RetailRocket.Web.Features.Funnel;

/// <summary>One level of the category tree: the roots, or what is in and below one category.</summary>
/// <param name="Path">From the root down to the opened category; empty for the roots, and for a category without events.</param>
/// <param name="Total">All lines together; null when there are none.</param>
public sealed record CategoryLevel(
    int? Category,
    IReadOnlyList<int> Path,
    IReadOnlyList<CategoryRow> Rows,
    CategoryRow? Total
);
