using RetailRocket.EndToEnd.Tests.Support;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>axe-core finds nothing serious in what opens over a page.</summary>
public sealed class BarrierTests(Site site)
{
    [Fact]
    public async Task OpenMenusAndDialogs_HaveNoSeriousBarrier()
    {
        foreach (var look in (Look[])[new(false, 1440, "en"), new(true, 390, "ko")])
        {
            await using var window = await site.OpenAsync(Role.Admin, look);
            await window.GoAsync("/access");
            await window.Page.Keyboard.PressAsync("Control+k");
            await window.Page.WaitForSelectorAsync("dialog.palette[open]");
            await AssertNoneAsync(window, $"search {look}");
            await window.Page.Keyboard.PressAsync("Escape");
            await window.Page.ClickAsync(".range-summary");
            await AssertNoneAsync(window, $"dates {look}");
            await window.Page.ClickAsync(".account-initial");
            await AssertNoneAsync(window, $"account {look}");
            await window.Page.Keyboard.PressAsync("Escape");
            await window.Page.ClickAsync(".page-header-side .button");
            await window.Page.WaitForSelectorAsync("dialog[open] #new-name");
            await AssertNoneAsync(window, $"new person {look}");
        }
    }

    private static async Task AssertNoneAsync(Window window, string where) =>
        Assert.Equal([], await Axe.FindAsync(window, where));
}
