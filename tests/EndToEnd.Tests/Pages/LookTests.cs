using RetailRocket.EndToEnd.Tests.Support;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>Each page in each look: a picture, no error, nothing from outside, nothing wider than the window.</summary>
[Collection(OneSite.Name)]
public sealed class LookTests(Site site)
{
    public static TheoryData<Look> Looks => [.. Look.All];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Pages_InALook_FitAndStayOnThisMachine(Look look)
    {
        Directory.CreateDirectory(Repository.Screenshots);
        await using var windows = new Windows(site, look);
        foreach (var page in PageList.All)
        {
            var window = await windows.OpenAsync(page);
            await window.Page.ScreenshotAsync(
                new() { Path = Path.Combine(Repository.Screenshots, $"{page.Name}-{look}.png"), FullPage = true }
            );
            var wider = await window.Page.EvaluateAsync<int>(
                "() => document.documentElement.scrollWidth - window.innerWidth"
            );
            Assert.True(wider <= 0, $"{page.Name} is {wider} px wider than a window of {look.Width} px.");
            Assert.Equal(look.Language, await window.Page.Locator("html").GetAttributeAsync("lang"));
            Assert.Equal((page.Name, 1), (page.Name, await window.Page.Locator("h1").CountAsync()));
            Assert.EndsWith("RetailRocket", await window.Page.TitleAsync(), StringComparison.Ordinal);
        }
        Assert.Equal([], windows.Problems.Where(problem => !IsAnAnswer(problem)));
    }

    // The pages not-found and not-permitted come with their status, which Chromium calls an error.
    private static bool IsAnAnswer(string problem) =>
        problem.Contains("status of 404", StringComparison.Ordinal)
        || problem.Contains("status of 403", StringComparison.Ordinal);
}
