using RetailRocket.EndToEnd.Tests.Support;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>
/// Every page in one language, light and dark, at desk and phone width: pictures, no error, nothing from outside,
/// nothing wider than the window, no serious barrier. One line for each thing found, over all pages.
/// </summary>
public abstract class PageWalk(Site site, string language)
{
    [Fact]
    public async Task EveryPage_InEveryLook_FitsIsReachableAndStaysOnThisMachine()
    {
        Directory.CreateDirectory(Repository.Screenshots);
        var found = new List<string>();
        foreach (var pages in PageList.All.GroupBy(page => page.Role))
        {
            await using var window = await site.OpenAsync(pages.Key, Look.In(language)[0]);
            foreach (var page in pages)
            {
                await window.RenewAsync();
                await window.GoAsync(page.Path);
                if (page.Then is { } act)
                    await act(window);
                found.AddRange(await FrameAsync(window, page));
                foreach (var look in Look.In(language))
                    found.AddRange(await LookAsync(window, page, look));
            }
            found.AddRange(window.Problems.Where(problem => !IsAnAnswer(problem)));
        }
        Assert.Equal([], found);
    }

    // What does not change with the look.
    private async Task<IReadOnlyList<string>> FrameAsync(Window window, PageList.Entry page)
    {
        var found = new List<string>();
        if (await window.Page.Locator("html").GetAttributeAsync("lang") is var said && said != language)
            found.Add($"{page.Name} says that it is in {said}, not {language}.");
        if (await window.Page.Locator("h1").CountAsync() is var titles && titles != 1)
            found.Add($"{page.Name} has {titles} titles.");
        if (!(await window.Page.TitleAsync()).EndsWith("RetailRocket", StringComparison.Ordinal))
            found.Add($"{page.Name} has no title in its tab.");
        return found;
    }

    private static async Task<IReadOnlyList<string>> LookAsync(Window window, PageList.Entry page, Look look)
    {
        await window.TurnAsync(look);
        var wider = await window.Page.EvaluateAsync<int>(
            "() => document.documentElement.scrollWidth - window.innerWidth"
        );
        IReadOnlyList<string> wide =
            wider > 0 ? [$"{page.Name} is {wider} px wider than a window of {look.Width} px."] : [];
        // Each page meets axe and the camera in both themes and at both widths; which go together changes with the language.
        if (look.IsDark == (look.Width < 600) != (look.Language == "en"))
            return wide;
        await window.PictureAsync(Path.Combine(Repository.Screenshots, $"{page.Name}-{look}.png"));
        return [.. wide, .. await Axe.FindAsync(window, $"{page.Name} {look}")];
    }

    // The pages not-found and not-permitted come with their status, which Chromium calls an error.
    private static bool IsAnAnswer(string problem) =>
        problem.Contains("status of 404", StringComparison.Ordinal)
        || problem.Contains("status of 403", StringComparison.Ordinal);
}

public sealed class EnglishPageWalk(Site site) : PageWalk(site, "en");

public sealed class KoreanPageWalk(Site site) : PageWalk(site, "ko");
