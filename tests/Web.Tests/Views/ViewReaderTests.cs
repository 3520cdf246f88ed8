using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Views;

[Collection(OneApp.Name)]
public sealed class ViewReaderTests(AppHost host)
{
    [Fact]
    public async Task Read_WithoutQuery_IsTheLastPublishedDateAndFourWeeks()
    {
        var view = await ReadAsync("/");
        Assert.Equal("retailrocket", view.Pipeline);
        Assert.Equal(new DateOnly(2015, 6, 8), view.To);
        Assert.Equal(ViewState.DefaultDays, view.Range.Days);
    }

    [Fact]
    public async Task Read_Dates_HoldLandedJudgedAndPublishedOnes()
    {
        var view = await ReadAsync("/");
        Assert.True(view.Of(new DateOnly(2015, 6, 1))!.IsPublished);
        Assert.True(view.Of(new DateOnly(2015, 6, 9)) is { IsBlocked: true, IsPublished: false });
        Assert.True(view.Of(new DateOnly(2015, 6, 10)) is { Verdict: null, IsPublished: false });
    }

    [Theory]
    [InlineData("/?pipeline=nosuch&from=yesterday&to=2015-13-40")]
    [InlineData("/?pipeline='%3Bdrop%20table%20x&from=&to=")]
    public async Task Read_Nonsense_IsTheDefault(string path) =>
        Assert.Equal(await ReadAsync("/"), await ReadAsync(path), Same);

    [Fact]
    public async Task Read_DatesTheWrongWayRound_AreTurned()
    {
        var view = await ReadAsync("/?from=2015-06-09&to=2015-06-01");
        Assert.Equal((new DateOnly(2015, 6, 1), new DateOnly(2015, 6, 9)), (view.From, view.To));
    }

    [Fact]
    public async Task Read_TheFirstDayOfTheCalendar_StaysInIt()
    {
        var view = await ReadAsync("/?to=0001-01-01");
        Assert.Equal(DateOnly.MinValue, view.From);
    }

    private static bool Same(ViewState one, ViewState other) =>
        (one.Pipeline, one.From, one.To) == (other.Pipeline, other.From, other.To);

    private async Task<ViewState> ReadAsync(string path)
    {
        await using var scope = host.App.Services.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<ViewReader>()
            .ReadAsync($"http://localhost{path}", TestContext.Current.CancellationToken);
    }
}
