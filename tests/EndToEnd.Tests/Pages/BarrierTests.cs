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

    public static TheoryData<Look> Looks =>
        [new Look(false, 1440, "en"), new Look(true, 1440, "ko"), new Look(false, 390, "ko")];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Pages_InALook_HaveNoSeriousBarrier(Look look)
    {
        await using var windows = new Windows(site, look);
        foreach (var page in PageList.All)
            await AssertNoneAsync(await windows.OpenAsync(page), $"{page.Name} {look}");
    }

    [Fact]
    public async Task OpenMenusAndDialogs_HaveNoSeriousBarrier()
    {
        foreach (var look in (Look[])[new(false, 1440, "en"), new(true, 390, "ko")])
        {
            await using var window = await site.OpenAsync(Role.Admin, look);
            await window.GoAsync("/access");
            await window.Page.Keyboard.PressAsync("Control+k");
            await AssertNoneAsync(window, $"access {look}");
            await window.Page.Keyboard.PressAsync("Escape");
            await window.Page.ClickAsync(".range-summary");
            await AssertNoneAsync(window, $"access {look}");
            await window.Page.ClickAsync(".account-initial");
            await AssertNoneAsync(window, $"access {look}");
            await window.Page.Keyboard.PressAsync("Escape");
            await window.Page.ClickAsync(".page-header-side .button");
            await window.Page.WaitForSelectorAsync("dialog[open] #new-name");
            await AssertNoneAsync(window, $"access {look}");
        }
    }

    private static async Task AssertNoneAsync(Window window, string where)
    {
        var found = await FindAsync(window, where);
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    private static async Task<IReadOnlyList<string>> FindAsync(Window window, string where)
    {
        await window.Page.EvaluateAsync(Axe);
        var found = await window.Page.EvaluateAsync<JsonElement>("() => axe.run({ resultTypes: ['violations'] })");
        return
        [
            .. from violation in found.GetProperty("violations").EnumerateArray()
            where violation.GetProperty("impact").GetString() is "serious" or "critical"
            from node in violation.GetProperty("nodes").EnumerateArray()
            select $"{where} {violation.GetProperty("id").GetString()}: {node.GetProperty("html").GetString()} {node.GetProperty("failureSummary").GetString()}",
        ];
    }
}
