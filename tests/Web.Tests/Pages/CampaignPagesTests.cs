using System.Net;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Pages;

/// <summary>The first HTML of the campaign pages, and who is let in.</summary>
[Collection(OneApp.Name)]
public sealed class CampaignPagesTests(AppHost host)
{
    [Theory]
    [InlineData("/targets/campaigns", "No campaign yet")]
    [InlineData("/targets/campaigns/4711", "There is no campaign 4711")]
    [InlineData("/targets/suppressed", "Nobody is suppressed")]
    [InlineData("/targets?to=2015-06-08&segment=repeat_buyer", "Prepare a campaign")]
    public async Task Page_ForAMarketer_SaysWhatIsThere(string path, string words)
    {
        using var browser = await host.SignInAsync(Roles.Marketer);
        var html = await browser.ReadAsync(path);
        Assert.Contains(words, html, StringComparison.Ordinal);
        Assert.Contains("/targets/suppressed?", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Targets_ForAnAnalyst_OffersNoCampaign()
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        var html = await browser.ReadAsync("/targets?to=2015-06-08&segment=repeat_buyer");
        Assert.DoesNotContain("Prepare a campaign", html, StringComparison.Ordinal);
        Assert.DoesNotContain("/targets/campaigns", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/download/campaigns/4711/contact.csv?pipeline=retailrocket", HttpStatusCode.NotFound)]
    [InlineData("/download/campaigns/4711/holdout.json?pipeline=retailrocket", HttpStatusCode.NotFound)]
    [InlineData("/download/campaigns/4711/fatigued.csv?pipeline=retailrocket", HttpStatusCode.BadRequest)]
    [InlineData("/download/campaigns/4711/contact.csv?pipeline=retailrocket&encoding=x", HttpStatusCode.BadRequest)]
    [InlineData("/download/suppressed.csv?pipeline=retailrocket", HttpStatusCode.OK)]
    public async Task Download_ForAMarketer_AnswersWithItsStatus(string path, HttpStatusCode expected)
    {
        using var browser = await host.SignInAsync(Roles.Marketer);
        Assert.Equal(expected, (await browser.GetAsync(path)).StatusCode);
    }
}
