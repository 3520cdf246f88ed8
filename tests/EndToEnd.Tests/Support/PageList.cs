namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>The pages that every look and every barrier test walks. A new page is added here, with a name for its pictures.</summary>
public static class PageList
{
    /// <param name="Name">Of its pictures.</param>
    /// <param name="Role">Who looks at it; null for nobody signed in.</param>
    /// <param name="Then">What is done on the page before it is looked at; null for nothing.</param>
    public sealed record Entry(
        string Name,
        string Path,
        string? Role = Support.Role.Admin,
        Func<Window, Task>? Then = null
    );

    public static IReadOnlyList<Entry> All { get; } =
    [
        new("sign-in", "/account/sign-in", null),
        new("password", "/account/password"),
        new("two-factor", "/account/two-factor"),
        new("tokens", "/account/tokens"),
        new("api", "/api-docs"),
        new("overview", "/"),
        new("overview-blocked", "/?to=2015-06-23"),
        new("funnel", "/funnel", Support.Role.Analyst),
        new("funnel-drill", "/funnel?from=2015-07-20&to=2015-07-20&compare=4w&category=381", Support.Role.Analyst),
        new("funnel-blocked", "/funnel?from=2015-06-23&to=2015-06-23", Support.Role.Analyst),
        new("explain", "/explain?from=2015-07-20&to=2015-07-20&by=category", Support.Role.Analyst),
        new("explain-weeks", "/explain?from=2015-07-13&to=2015-07-19&metric=cvr_view_to_cart", Support.Role.Quality),
        new("explain-held-back", "/explain?from=2015-06-23&to=2015-06-23&held_back=1", Support.Role.Quality),
        new("explain-blocked", "/explain?from=2015-06-23&to=2015-06-23", Support.Role.Analyst),
        new("what-if", "/explain/what-if?from=2015-07-13&to=2015-07-19", Support.Role.Analyst),
        new("cohorts", "/cohorts", Support.Role.Quality),
        new("cohort-visitors", "/cohorts?to=2015-07-30&cohort=2015-06-15&week=2", Support.Role.Analyst),
        new("help", "/help"),
        new("runs", "/runs"),
        new("run", "/runs/1"),
        new("run-new", "/runs/new?from=2015-06-20&to=2015-06-24"),
        new("schedule", "/runs/schedule"),
        new("files", "/runs/files"),
        new("catalogue", "/catalogue"),
        new("table", "/catalogue/mart_rr_funnel_daily"),
        new("lineage", "/catalogue/lineage"),
        new("lineage-blocked", "/catalogue/lineage?to=2015-06-23&node=raw_rr_events"),
        new("people", "/access"),
        new("audit", "/access/audit"),
        new("targets", "/targets?segment=repeat_buyer"),
        new("targets-analyst", "/targets", Support.Role.Analyst),
        new("targets-blocked", "/targets?to=2015-06-23"),
        new("visitor", "/targets/visitors/39416"),
        new("campaigns", "/targets/campaigns", Support.Role.Marketer),
        new("campaign", $"/targets/campaigns/{SampleCampaigns.HandedOut}", Support.Role.Marketer),
        new("campaign-prepared", $"/targets/campaigns/{SampleCampaigns.Prepared}", Support.Role.Marketer),
        new("campaign-unknown", "/targets/campaigns/4711", Support.Role.Marketer),
        new("suppressed", "/targets/suppressed", Support.Role.Marketer),
        new("quality", "/quality?from=2015-06-01&to=2015-07-30"),
        new("quality-check", "/quality/002_transaction_integrity?from=2015-06-10&to=2015-06-30&date=2015-06-23"),
        new("quality-date", "/quality/dates/2015-06-23"),
        new("workshop", "/quality/workshop?check=002_transaction_integrity", Support.Role.Quality),
        new(
            "workshop-tried",
            "/quality/workshop?check=002_transaction_integrity&to=2015-06-23&dates=7",
            Support.Role.Quality,
            TryDraftAsync
        ),
        new("quarantine", "/quality/quarantine"),
        new("alerts", "/alerts"),
        new("alert", "/alerts/1"),
        new("alert-messages", "/alerts/messages"),
        new("alert-rules", "/alerts/rules"),
        new("waivers", "/quality/waivers"),
        new("certificate", "/certificates/2015-06-16?pipeline=retailrocket", Support.Role.Analyst),
        new("certificate-blocked", "/certificates/2015-06-23?pipeline=retailrocket&run=1", Support.Role.Quality),
        new("not-permitted", "/access", Support.Role.Analyst),
        new("not-found", "/no/such/page"),
    ];

    private static async Task TryDraftAsync(Window window)
    {
        await window.Page.ClickAsync(".workshop-actions .button.primary");
        await window.Page.WaitForSelectorAsync(".trial-answer");
        await window.LiveAsync();
    }
}
