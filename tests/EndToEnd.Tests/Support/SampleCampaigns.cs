using static Microsoft.Playwright.Assertions;

namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>Campaigns as a marketer makes them in the browser.</summary>
public static class SampleCampaigns
{
    /// <summary>Handed out long enough ago to have its lift.</summary>
    public const long HandedOut = 1;

    /// <summary>Prepared, and still waiting.</summary>
    public const long Prepared = 2;

    public static async Task MakeAsync(Site site)
    {
        await using var window = await site.OpenAsync(Role.Marketer);
        await PrepareAsync(window, "2015-06-29", "high_intent_viewer_7d_no_cart", "June viewers");
        await window.Page.ClickAsync("button:has-text('Hand out the lists')");
        await window.Page.ClickAsync("dialog[open] .button.primary");
        await Expect(window.Page.Locator(".campaign-file")).ToHaveCountAsync(2);
        await PrepareAsync(window, "2015-07-30", "repeat_buyer", "July buyers");
    }

    /// <summary>Prepares a campaign from a target list; the window is then on its page.</summary>
    public static async Task PrepareAsync(Window window, string date, string segment, string name)
    {
        await window.GoAsync($"/targets?to={date}&segment={segment}");
        await window.Page.ClickAsync("button:has-text('Prepare a campaign')");
        await window.Page.FillAsync("#campaign-name", name);
        await window.Page.FillAsync("#campaign-holdout", "20");
        await window.Page.ClickAsync("dialog[open] .button.primary");
        await Expect(window.Page.Locator("h1")).ToHaveTextAsync(name);
    }
}
