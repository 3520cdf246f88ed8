namespace RetailRocket.Web.Features.Funnel;

/// <summary>A line of a <see cref="CategoryLevel"/>.</summary>
/// <param name="CategoryId">-1 stands for items without a category, or with one that is not in the tree.</param>
/// <param name="IsOwn">The items in the very category that the level opens, without those below.</param>
/// <param name="HasBelow">Some of its events belong to categories below it.</param>
/// <param name="Before">Of the compared range; null without comparison.</param>
/// <param name="Moved">By how much it moved each ratio of the level; see <see cref="CategoryMoves"/>.</param>
public sealed record CategoryRow(
    int CategoryId,
    bool IsOwn,
    bool HasBelow,
    CategoryFigures Now,
    CategoryFigures? Before,
    CategoryMoves? Moved
);
