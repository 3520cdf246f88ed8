using System.Globalization;
using Microsoft.Playwright;

namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>Figures as a reader sees them on an English page.</summary>
public static class Shown
{
    /// <summary><c>2,118</c> as 2118, <c>2.44 %</c> as 0.0244, <c>–</c> as null.</summary>
    public static decimal? Number(string text)
    {
        var plain = text.Replace("\u00a0", "", StringComparison.Ordinal).Trim();
        if (plain is "–" or "")
            return null;
        return plain.EndsWith('%')
            ? decimal.Parse(plain[..^1], NumberStyles.Number, CultureInfo.InvariantCulture) / 100
            : decimal.Parse(plain, NumberStyles.Number, CultureInfo.InvariantCulture);
    }

    /// <summary>The text of the first of an element's kind.</summary>
    public static async Task<decimal?> NumberAsync(this ILocator locator) => Number(await locator.InnerTextAsync());

    /// <summary>Lines of a table's body: heading to text, without what stands in a line of its own below a figure.</summary>
    public static async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> TableAsync(this ILocator table)
    {
        await table.Locator("tbody tr").First.WaitForAsync();
        var cells = await table.EvaluateAsync<string[][]>(
            """
            table => [[...table.tHead.rows[0].cells], ...[...table.tBodies[0].rows].map(row => [...row.cells])]
              .map(cells => cells.map(cell => (cell.querySelector('strong') ?? cell).innerText.split('\n')[0].replace(/[↑↓]/g, '').trim()))
            """
        );
        return
        [
            .. cells
                .Skip(1)
                .Where(row => row.Length == cells[0].Length)
                .Select(row => cells[0].Zip(row).ToDictionary(cell => cell.First, cell => cell.Second)),
        ];
    }
}
