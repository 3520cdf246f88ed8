namespace RetailRocket.Web.Features.Funnel;

/// <summary>The order in which categories answer "why did it move".</summary>
public static class CategoryOrder
{
    /// <summary>
    /// Compared: what moved the ratio most in the direction in which it went comes first. Not compared: as read, most views
    /// first.
    /// </summary>
    public static IReadOnlyList<CategoryRow> Of(CategoryLevel level, CategoryRate rate)
    {
        ArgumentNullException.ThrowIfNull(level);
        if (level.Total?.Moved?.Of(rate) is not { } moved)
            return level.Rows;
        return moved > 0
            ? [.. level.Rows.OrderByDescending(row => row.Moved?.Of(rate) ?? 0)]
            : [.. level.Rows.OrderBy(row => row.Moved?.Of(rate) ?? 0)];
    }
}
