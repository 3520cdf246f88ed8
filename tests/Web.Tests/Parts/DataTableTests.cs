using Bunit;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Parts;

public sealed class DataTableTests : PartTests
{
    private static readonly IReadOnlyList<Column<Row>> All =
    [
        new("name", "Name", row => row.Name),
        Columns.Count<Row>("size", "Size", row => row.Size),
        Columns.Date<Row>("date", "Date", row => row.Date) with
        {
            IsShown = false,
        },
    ];

    private static readonly Row[] Rows = [new("b", 20), new("a", null), new("c", 1404179)];

    [Fact]
    public void Heading_OfAColumnWithoutAnOrder_IsNoButton()
    {
        var table = Render<DataTable<int>>(parameters =>
            parameters
                .Add(part => part.Rows, [1])
                .Add(
                    part => part.Columns,
                    [
                        new Column<int>("n", "N", row => row),
                        new Column<int>("act", "Act", _ => null) { CanSort = false },
                    ]
                )
                .Add(part => part.Label, "Numbers")
        );

        Assert.Equal(["N"], table.FindAll("th button").Select(button => button.TextContent.Trim()));
        Assert.Equal("Act", table.FindAll("th")[1].TextContent.Trim());
    }

    [Fact]
    public void Sort_ByANumber_StartsWithTheLargestAndLeavesTheUnknownLast()
    {
        var table = RenderTable(Rows);
        table.FindAll(".sort")[1].Click();
        Assert.Equal(["c", "b", "a"], Names(table));
        Assert.Equal("descending", table.FindAll("th")[1].GetAttribute("aria-sort"));
        table.FindAll(".sort")[1].Click();
        Assert.Equal(["b", "c", "a"], Names(table));
        table.FindAll(".sort")[1].Click();
        Assert.Equal(["b", "a", "c"], Names(table));
    }

    [Fact]
    public void Sort_AfterARefresh_IsKept()
    {
        var table = RenderTable(Rows);
        table.FindAll(".sort")[0].Click();
        table.Render(parameters => parameters.Add(part => part.Rows, [new("z", 1), new("y", 2)]));
        Assert.Equal(["y", "z"], Names(table));
    }

    [Fact]
    public void Columns_Chosen_AreShownAndCopied()
    {
        var copy = JSInterop.Setup<bool>("retailrocket.copy", _ => true);
        var table = RenderTable([new("tab\there", 5, new DateOnly(2015, 6, 16))]);
        Assert.Equal(2, table.FindAll("th").Count);
        table.FindAll("input[type=checkbox]")[2].Change(true);
        Assert.Equal(3, table.FindAll("th").Count);
        Assert.Contains("2015-06-16 (Tue)", table.Markup, StringComparison.Ordinal);
        table.Find("button.quiet-button").Click();
        Assert.Equal("Name\tSize\tDate\ntab here\t5\t2015-06-16\n", copy.Invocations.Single().Arguments[0]);
    }

    [Fact]
    public void Rows_None_SaysSoAndOffersNoTable()
    {
        var table = RenderTable([]);
        Assert.Empty(table.FindAll("table"));
        Assert.Contains("No rows", table.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_ManyOfThem_AreDrawnOnlyInSight()
    {
        var table = RenderTable([.. Enumerable.Range(0, 5000).Select(index => new Row($"{index}", index))]);
        Assert.True(table.FindAll("tbody tr").Count < 200);
        Assert.Contains("5,000 rows", table.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<DataTable<Row>> RenderTable(IReadOnlyList<Row> rows) =>
        Render<DataTable<Row>>(parameters =>
            parameters.Add(part => part.Label, "Rows").Add(part => part.Rows, rows).Add(part => part.Columns, All)
        );

    private static IEnumerable<string> Names(IRenderedComponent<DataTable<Row>> table) =>
        table.FindAll("tbody tr").Select(row => row.Children[0].TextContent);

    public sealed record Row(string Name, long? Size, DateOnly? Date = null);
}
