using System.Text.Json;
using RetailRocket.EndToEnd.Tests.Support;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>axe-core finds nothing serious on any page, in both themes, at desk and phone width.</summary>
[Collection(OneSite.Name)]
public sealed class BarrierTests(Site site)
{
    private static readonly string Axe = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Assets", "axe.min.js")
    );

    [Theory]
    [MemberData(nameof(PageList.Names), MemberType = typeof(PageList))]
    public async Task Page_InBothThemes_HasNoSeriousBarrier(string name)
    {
        var page = PageList.Of(name);
        foreach (var look in (Look[])[new(false, 1440, "en"), new(true, 1440, "ko"), new(false, 390, "ko")])
        {
            await using var window = await site.OpenAsync(page.Role, look);
            await window.GoAsync(page.Path);
            Assert.Equal([], await FindAsync(window, look));
        }
    }

    [Fact]
    public async Task OpenMenusAndDialogs_HaveNoSeriousBarrier()
    {
        foreach (var look in (Look[])[new(false, 1440, "en"), new(true, 390, "ko")])
        {
            await using var window = await site.OpenAsync(Role.Admin, look);
            await window.GoAsync("/access");
            await window.Page.Keyboard.PressAsync("Control+k");
            Assert.Equal([], await FindAsync(window, look));
            await window.Page.Keyboard.PressAsync("Escape");
            await window.Page.ClickAsync(".range-summary");
            Assert.Equal([], await FindAsync(window, look));
            await window.Page.ClickAsync(".account-initial");
            Assert.Equal([], await FindAsync(window, look));
            await window.Page.Keyboard.PressAsync("Escape");
            await window.Page.ClickAsync(".page-header-side .button");
            await window.Page.WaitForSelectorAsync("dialog[open] #new-name");
            Assert.Equal([], await FindAsync(window, look));
        }
    }

    private static async Task<IReadOnlyList<string>> FindAsync(Window window, Look look)
    {
        await window.Page.EvaluateAsync(Axe);
        var found = await window.Page.EvaluateAsync<JsonElement>("() => axe.run({ resultTypes: ['violations'] })");
        return
        [
            .. from violation in found.GetProperty("violations").EnumerateArray()
            where violation.GetProperty("impact").GetString() is "serious" or "critical"
            from node in violation.GetProperty("nodes").EnumerateArray()
            select $"{look} {violation.GetProperty("id").GetString()}: {node.GetProperty("html").GetString()} {node.GetProperty("failureSummary").GetString()}",
        ];
    }
}
