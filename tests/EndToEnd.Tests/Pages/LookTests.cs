using Microsoft.Playwright;
using RetailRocket.EndToEnd.Tests.Support;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>Each page in each look: a picture, no error, nothing from outside, nothing wider than the window.</summary>
[Collection(OneSite.Name)]
public sealed class LookTests(Site site)
{
    [Theory]
    [MemberData(nameof(PageList.Names), MemberType = typeof(PageList))]
    public async Task Page_InEveryLook_FitsAndStaysOnThisMachine(string name)
    {
        var page = PageList.Of(name);
        Directory.CreateDirectory(Repository.Screenshots);
        foreach (var look in Look.All)
        {
            await using var window = await site.OpenAsync(page.Role, look);
            await window.GoAsync(page.Path);
            await window.Page.ScreenshotAsync(
                new() { Path = Path.Combine(Repository.Screenshots, $"{name}-{look}.png"), FullPage = true }
            );
            Assert.Equal([], window.Problems.Where(problem => !IsTheAnswerItself(problem, name)));
            var wider = await window.Page.EvaluateAsync<int>(
                "() => document.documentElement.scrollWidth - window.innerWidth"
            );
            Assert.True(wider <= 0, $"{name} is {wider} px wider than a window of {look.Width} px.");
            Assert.Equal(look.Language, await window.Page.Locator("html").GetAttributeAsync("lang"));
            Assert.NotEmpty(await window.Page.TitleAsync());
            Assert.Equal(1, await window.Page.Locator("h1").CountAsync());
        }
    }

    // Chromium calls the page's own status an error.
    private static bool IsTheAnswerItself(string problem, string name) =>
        name is "not-permitted" or "not-found" && problem.Contains("Failed to load resource", StringComparison.Ordinal);
}
