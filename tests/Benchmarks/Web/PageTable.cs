using System.Collections.Concurrent;

namespace RetailRocket.Benchmarks.Web;

/// <summary>The figures of each page on one line, in seconds.</summary>
internal sealed class PageTable
{
    public const string Sql = "SQL alone";
    public const string Server = "server";
    public const string FirstPaint = "first paint";
    public const string Click = "click";
    public const string ManyPeople = "p95 of 50";

    private static readonly string[] Columns = [Sql, Server, FirstPaint, Click, ManyPeople];

    private readonly List<string> pages = [];
    private readonly ConcurrentDictionary<(string Page, string Column), double> cells = new();

    public void Set(string target, string column, double seconds)
    {
        var page = SiteMap.NameOf(target);
        if (!pages.Contains(page))
            pages.Add(page);
        cells[(page, column)] = seconds;
    }

    public void Write(TextWriter output)
    {
        if (pages.Count == 0)
            return;
        var lines = pages
            .Select(page =>
                Columns
                    .Select(column =>
                        cells.TryGetValue((page, column), out var seconds) ? Results.Duration(seconds) : ""
                    )
                    .Prepend(page)
                    .ToArray()
            )
            .Prepend([.. Columns.Prepend("page")])
            .ToList();
        var widths = lines[0].Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        output.WriteLine();
        foreach (var line in lines)
            output.WriteLine(
                string.Join(
                        "  ",
                        line.Select(
                            (cell, column) => column == 0 ? cell.PadRight(widths[0]) : cell.PadLeft(widths[column])
                        )
                    )
                    .TrimEnd()
            );
    }
}
