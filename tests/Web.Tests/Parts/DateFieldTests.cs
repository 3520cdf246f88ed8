using Bunit;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Parts;

public sealed class DateFieldTests : PartTests
{
    [Theory]
    [InlineData("2015-06-16", "2015-06-16")]
    [InlineData("", null)]
    [InlineData("the sixteenth", null)]
    public void Field_Typed_GivesTheDateOrNone(string typed, string? date)
    {
        DateOnly? given = new DateOnly(2015, 6, 1);
        var field = Render<DateField>(parameters =>
            parameters
                .Add(part => part.Label, "From")
                .Add(part => part.Value, given)
                .Add(part => part.OnChange, chosen => given = chosen)
        );
        Assert.Equal("2015-06-01", field.Find("input").GetAttribute("value"));
        Assert.Equal(field.Find("input").Id, field.Find("label").GetAttribute("for"));
        field.Find("input").Change(typed);
        Assert.Equal(date, given?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }
}
