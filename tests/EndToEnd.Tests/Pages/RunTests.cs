using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RetailRocket.EndToEnd.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace RetailRocket.EndToEnd.Tests.Pages;

/// <summary>The admin's work with dates and files: run one again, roll it back, bring in a file.</summary>
public sealed class RunTests(Site site)
{
    [Fact]
    public async Task Admin_RunsADateAgain_AndRollsItBack()
    {
        await using var admin = await site.OpenAsync(Role.Admin);
        await admin.GoAsync("/runs/new?from=2015-06-02&to=2015-06-02");
        await admin.Page.ClickAsync(".new-run-start .button");
        await Expect(admin.Page.Locator("dialog[open]")).ToContainTextAsync("1 of them has published figures");
        await admin.Page.ClickAsync("dialog[open] .button.primary");
        var work = admin.Page.Locator(".work-done").First;
        await Expect(work).ToContainTextAsync("1 date published, 0 held back", new() { Timeout = 120_000 });
        await work.Locator("a.quiet-button").ClickAsync();
        await Expect(admin.Page.Locator("h1")).ToHaveTextAsync(new Regex(@"Run \d+"));
        await Expect(admin.Page.Locator(".steps-row:has-text('fact_rr_sessions')")).ToBeVisibleAsync();

        await admin.Page.ClickAsync("td button:has-text('Roll back')");
        await Expect(admin.Page.Locator("dialog[open]")).ToContainTextAsync("Readers will see run");
        await admin.Page.ClickAsync("dialog[open] .button.danger");
        await Expect(admin.Page.Locator("td button:has-text('Roll back')")).ToHaveCountAsync(0);
        await admin.GoAsync("/access/audit?action=publication.rolled-back");
        await Expect(admin.Page.Locator(".data-table")).ToContainTextAsync("retailrocket 2015-06-02");
        Assert.Equal([], admin.Problems);
    }

    [Fact]
    public async Task Admin_UploadsFiles_OneIsRefusedAndOneWaits()
    {
        await using var admin = await site.OpenAsync(Role.Admin);
        await admin.GoAsync("/runs/files");
        await admin.Page.SetInputFilesAsync(
            "input[type=file]",
            (FilePayload[])
                [
                    new()
                    {
                        Name = "orders.csv",
                        MimeType = "text/csv",
                        Buffer = Encoding.UTF8.GetBytes("a\n1\n"),
                    },
                    new()
                    {
                        Name = "category_tree_tested.csv",
                        MimeType = "text/csv",
                        Buffer = Encoding.UTF8.GetBytes("categoryid,parentid\n990001,\n"),
                    },
                ]
        );
        await Expect(admin.Page.Locator(".form-error")).ToContainTextAsync("no source takes a file of that name");
        var row = admin.Page.Locator("tr:has-text('category_tree_tested.csv')");
        await Expect(row).ToContainTextAsync("category_tree");
        await row.Locator("button").ClickAsync();
        await admin.Page.ClickAsync("dialog[open] .button.danger");
        await Expect(row).ToHaveCountAsync(0);
        Assert.Equal([], admin.Problems);
    }

    [Fact]
    public async Task Analyst_WalksTheLineage_ByKeyboard()
    {
        await using var analyst = await site.OpenAsync(Role.Analyst);
        await analyst.GoAsync("/catalogue/lineage?to=2015-06-23");
        await Expect(analyst.Page.Locator(".lineage-fails")).ToHaveAttributeAsync("data-node", "raw_rr_events");
        await analyst.Page.Locator("[data-node='fact_rr_sessions']").FocusAsync();
        await analyst.Page.Keyboard.PressAsync("Enter");
        await Expect(analyst.Page).ToHaveURLAsync(new Regex("node=fact_rr_sessions"));
        await Expect(analyst.Page.Locator("[data-node='dim_rr_item']")).ToHaveClassAsync(new Regex("lineage-dim"));
        await analyst.Page.ClickAsync("a:has-text('Open the table')");
        await Expect(analyst.Page.Locator("h1")).ToHaveTextAsync("fact_rr_sessions");
        Assert.Equal([], analyst.Problems);
    }
}
