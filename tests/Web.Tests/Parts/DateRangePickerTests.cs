using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Web.Components.Layout;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Parts;

public sealed class DateRangePickerTests : PartTests
{
    private static readonly ViewState View = new()
    {
        Pipeline = "shop",
        From = new(2015, 6, 10),
        To = new(2015, 6, 16),
        TimeZone = "UTC",
        Dates =
        [
            .. from day in Enumerable.Range(1, 30)
            where day != 8
            select new ViewDate(
                new(2015, 6, day),
                day == 23 ? Verdict.Fail : Verdict.Pass,
                day == 23 ? null : 1,
                day == 23 ? null : Verdict.Pass
            ),
        ],
    };

    [Fact]
    public void Calendar_Closed_IsNotDrawn() => Assert.Empty(RenderPicker().FindAll("[role=grid]"));

    [Fact]
    public void Calendar_Opened_KnowsItsDates()
    {
        var picker = RenderOpen();
        Assert.Equal("true", Day(picker, 8).GetAttribute("aria-disabled"));
        Assert.Equal("2015-06-08 (Mon): no data", Day(picker, 8).GetAttribute("title"));
        Assert.Contains("blocked", Day(picker, 23).ClassList);
        Assert.Contains("first date", Day(picker, 10).GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal("true", Day(picker, 12).GetAttribute("aria-selected"));
        Assert.Equal("false", Day(picker, 17).GetAttribute("aria-selected"));
        // One stop for the Tab key; arrows do the rest. The week starts on Monday.
        Assert.Equal(Day(picker, 10).Id, Assert.Single(picker.FindAll("td[tabindex='0']")).Id);
        Assert.Equal("Monday", picker.Find("[role=columnheader]").GetAttribute("aria-label"));
    }

    [Fact]
    public void Dates_TwoChosen_BecomeTheRangeAndCloseTheMenu()
    {
        var picker = RenderOpen();
        var navigation = Services.GetRequiredService<BunitNavigationManager>();
        Day(picker, 4).Click();
        Assert.Empty(navigation.History);
        Assert.Contains("Choose the last date.", picker.Markup, StringComparison.Ordinal);
        Day(picker, 9).Click();
        Assert.EndsWith("from=2015-06-04&to=2015-06-09", navigation.Uri, StringComparison.Ordinal);
        JSInterop.VerifyInvoke("retailrocket.closeMenus");
    }

    [Fact]
    public void Date_WithoutData_CannotBeChosen()
    {
        var picker = RenderOpen();
        Day(picker, 8).Click();
        Assert.Contains("Choose the first date.", picker.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<DateRangePicker> RenderPicker() =>
        Render<DateRangePicker>(parameters => parameters.Add(part => part.View, View));

    private IRenderedComponent<DateRangePicker> RenderOpen()
    {
        var picker = RenderPicker();
        picker.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        return picker;
    }

    private static AngleSharp.Dom.IElement Day(IRenderedComponent<DateRangePicker> picker, int day) =>
        picker.Find($"td[id$='-day-2015-06-{day:00}']");
}
