using Bunit;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Parts;

public sealed class DataTableScrollTests : PartTests
{
    [Theory]
    [InlineData(14, null)]
    [InlineData(15, "max-height:480px")]
    public void Table_OfMoreRowsThanItsPlace_ScrollsAndDrawsThemAll(int rows, string? style)
    {
        var table = Render<DataTable<int>>(parameters =>
            parameters
                .Add(part => part.Rows, Enumerable.Range(1, rows).ToList())
                .Add(part => part.Columns, [new Column<int>("n", "N", row => row)])
                .Add(part => part.Label, "Numbers")
                .Add(part => part.ScrollFrom, 14)
                .Add(part => part.Height, 480)
        );

        Assert.Equal(style, table.Find(".data-table-scroll").GetAttribute("style"));
        Assert.Equal(rows, table.FindAll("tbody tr").Count);
    }
}
