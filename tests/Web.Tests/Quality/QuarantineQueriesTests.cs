using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Web.Features.Quality;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Quality;

/// <summary>Rejected lines by what they have in common.</summary>
public sealed class QuarantineQueriesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Two lines of 2015-06-01 with a bad visitor, one whose time cannot be read.
    private static EventFiles Files() =>
        new EventFiles()
            .Days("2015-06-01", 1)
            .Line("1433127600000,not-a-visitor,view,5,")
            .Line("1433127601000,nor-this,view,6,")
            .Line("yesterday,7,view,6,")
            .Write();

    [Fact]
    public async Task Read_WithoutFilter_HasEveryLineAndItsChoices()
    {
        using var files = Files();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");

        var model = await ReadAsync(shop, new QuarantineFilter());

        Assert.Equal((3, 3, 1), (model.All, model.Found, model.Pages));
        Assert.Equal("1433127600000,not-a-visitor,view,5,", model.Lines[0].Text);
        Assert.Equal(EngineHost.Day("2015-06-01"), model.Lines[0].Date);
        Assert.Null(model.Lines[2].Date);
        Assert.Equal([new QuarantineGroup("events", 3)], model.Sources);
        Assert.Equal([new QuarantineGroup("events.csv", 3)], model.Files);
        Assert.Equal([new QuarantineGroup("2015-06-01", 2), new QuarantineGroup("", 1)], model.Dates);
        Assert.Equal(2, model.Reasons.Count);
    }

    [Fact]
    public async Task Read_Filter_NarrowsAndKeepsTheOtherChoices()
    {
        using var files = Files();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");

        var dated = await ReadAsync(shop, QuarantineFilter.Of(null, null, "2015-06-01", null));
        var undated = await ReadAsync(shop, QuarantineFilter.Of(null, null, QuarantineFilter.Undated, null));
        var none = await ReadAsync(shop, QuarantineFilter.Of("item_properties", null, null, null));

        Assert.Equal((3, 2), (dated.All, dated.Found));
        Assert.Equal(2, dated.Dates.Count);
        Assert.Single(dated.Reasons);
        Assert.Equal("yesterday,7,view,6,", Assert.Single(undated.Lines).Text);
        Assert.Equal((3, 0), (none.All, none.Found));
    }

    [Fact]
    public async Task Read_ManyLines_ComeInPages()
    {
        using var files = new EventFiles().Days("2015-06-01", 1);
        for (var line = 0; line < 60; line++)
            files.Line("1433127600000,bad,view,5,");
        files.Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");

        var first = await ReadAsync(shop, new QuarantineFilter());
        var beyond = await ReadAsync(shop, new QuarantineFilter(), page: 99);

        Assert.Equal((50, 2, 1), (first.Lines.Count, first.Pages, first.Page));
        Assert.Equal((10, 2), (beyond.Lines.Count, beyond.Page));
        Assert.Empty(first.Lines.Select(line => line.Id).Intersect(beyond.Lines.Select(line => line.Id)));
    }

    [Fact]
    public async Task Read_CorrectedFile_HasNothingInQuarantine()
    {
        using var files = Files();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");
        using var corrected = new EventFiles().Days("2015-06-01", 1).Write();
        await shop.Engine.LandAsync(corrected.Path);

        var model = await ReadAsync(shop, new QuarantineFilter());

        Assert.Equal(0, model.All);
    }

    [Theory]
    [InlineData(Roles.Analyst)]
    [InlineData(Roles.Marketer)]
    public async Task Read_WithoutTheRole_IsRefused(string role)
    {
        using var files = Files();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");

        await Assert.ThrowsAsync<AccessDeniedException>(() => ReadAsync(shop, new QuarantineFilter(), role: role));
    }

    private static async Task<QuarantineModel> ReadAsync(
        ShopHost shop,
        QuarantineFilter filter,
        int page = 1,
        string role = Roles.Quality
    ) => await shop.Quarantine(role).ReadAsync(await shop.ViewAsync("2015-06-01", "2015-06-01"), filter, page, Token);
}
