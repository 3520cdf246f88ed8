using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Shared;

/// <summary>Makes the usual columns of a <see cref="DataTable{TRow}"/>.</summary>
public static class Columns
{
    /// <summary>Figures, written by their kind.</summary>
    public static Column<TRow> Figure<TRow>(string key, string title, Func<TRow, decimal?> value, FigureKind kind) =>
        new(key, title, row => value(row)) { IsNumber = true, Text = row => Formats.Figure(value(row), kind) };

    /// <summary>Whole numbers.</summary>
    public static Column<TRow> Count<TRow>(string key, string title, Func<TRow, long?> value) =>
        new(key, title, row => value(row)) { IsNumber = true, Text = row => Formats.Count(value(row)) };

    /// <summary>Dates with weekdays.</summary>
    public static Column<TRow> Date<TRow>(string key, string title, Func<TRow, DateOnly?> value) =>
        new(key, title, row => value(row)) { Text = row => Formats.Date(value(row)) };

    /// <summary>What a table shows as columns of a file, which therefore holds what the page does.</summary>
    public static IReadOnlyList<(string Name, Func<TRow, object?> Value)> OfFile<TRow>(
        IEnumerable<Column<TRow>> columns
    ) => [.. columns.Select(column => (column.Key, column.Value))];
}
