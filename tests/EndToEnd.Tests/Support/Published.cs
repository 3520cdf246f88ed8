using System.Globalization;

namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>Published rows as <c>pipeline show</c> prints them, read once a table and date.</summary>
public sealed class Published(AppProcess app)
{
    /// <param name="date">Null for every published date.</param>
    public async Task<IReadOnlyList<Row>> ReadAsync(string table, string? date = null)
    {
        string[] command = ["pipeline", "show", "retailrocket", table];
        var csv = await app.RunAsync(date is null ? command : [.. command, "--date", date]);
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var head = lines[0].Split(',');
        // Evidence alone holds commas, and nobody here reads it as a column.
        return [.. lines.Skip(1).Select(line => new Row(head.Zip(line.Split(',')).ToDictionary()))];
    }

    public sealed record Row(IReadOnlyDictionary<string, string> Cells)
    {
        public string this[string column] => Cells[column];

        /// <summary>A count or a share; null where the cell is empty.</summary>
        public decimal? Number(string column) =>
            Cells[column] is { Length: > 0 } text ? decimal.Parse(text, CultureInfo.InvariantCulture) : null;
    }
}

/// <summary>Sums and shares of published rows, made as the specification says.</summary>
public static class PublishedRows
{
    public static decimal Sum(this IEnumerable<Published.Row> rows, string column) =>
        rows.Sum(row => row.Number(column) ?? 0);

    /// <summary>Four decimals, half away from zero; null over zero.</summary>
    public static decimal? Share(this IReadOnlyList<Published.Row> rows, string part, string whole) =>
        rows.Sum(whole) is var total && total != 0
            ? decimal.Round(rows.Sum(part) / total, 4, MidpointRounding.AwayFromZero)
            : null;
}
