using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Features.Waivers;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Api;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Trust;

/// <summary>What a waiver changes on pages, in files and in the API. Has an app of its own, as it changes what is published.</summary>
public sealed class WaivedDateTests(AppHost host) : IClassFixture<AppHost>
{
    private const string Funnel = "/api/v1/retailrocket/tables/mart_rr_funnel_daily?date=2015-06-09";
    private static readonly DateOnly Date = new(2015, 6, 9);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Waiver_AskedApprovedAndWithdrawn_IsOnEveryPageFileAndAnswer()
    {
        await host.AddAsync("jun@example.org", Roles.Quality);
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        using var quality = await host.SignInAsync(Roles.Quality);
        using var analyst = await host.SignInAsync(Roles.Analyst);
        Assert.Contains(
            "Ask for a waiver",
            await quality.ReadAsync("/quality/dates/2015-06-09"),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "Ask for a waiver",
            await analyst.ReadAsync("/quality/dates/2015-06-09"),
            StringComparison.Ordinal
        );

        var waiver = await ActAsync(
            Roles.Quality,
            actions =>
                actions.AskAsync("retailrocket", Date, "ids follow tomorrow", DateTimeOffset.UtcNow.AddDays(2), Token)
        );
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Funnel)).StatusCode);
        await Assert.ThrowsAsync<PublishingException>(() =>
            ActAsync(Roles.Quality, actions => Approve(actions, waiver.Id))
        );
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            ActAsync(Roles.Analyst, actions => Approve(actions, waiver.Id))
        );
        var waiting = await quality.ReadAsync("/quality/waivers");
        Assert.Contains("ids follow tomorrow", waiting, StringComparison.Ordinal);
        Assert.Contains("somebody else has to decide", waiting, StringComparison.Ordinal);

        await ActAsync("jun@example.org", actions => Approve(actions, waiver.Id));

        var answer = await client.GetAsync(Funnel, ("Accept", "text/csv"));
        Assert.Equal("FAIL", Assert.Single(answer.Headers.GetValues("X-Certificate-Verdict")));
        Assert.StartsWith(
            $"{waiver.Id}; until=",
            Assert.Single(answer.Headers.GetValues("X-Certificate-Waiver")),
            StringComparison.Ordinal
        );
        var certificate = (await client.JsonAsync(Funnel)).GetProperty("certificate");
        Assert.Equal("ids follow tomorrow", certificate.GetProperty("waiver").GetProperty("reason").GetString());
        var file = await analyst.GetAsync("/funnel/dates.csv?pipeline=retailrocket&from=2015-06-09&to=2015-06-09");
        Assert.True(file.Headers.Contains("X-Certificate-Waiver"));
        Assert.Contains("ids follow tomorrow", await file.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Contains(
            $"is published under waiver {waiver.Id}",
            await analyst.ReadAsync("/?to=2015-06-09"),
            StringComparison.Ordinal
        );
        var page = await analyst.ReadAsync("/certificates/2015-06-09?pipeline=retailrocket&run=1");
        Assert.Contains("published under a waiver until", page, StringComparison.Ordinal);
        Assert.Contains("asked by quality, approved by jun@example.org", page, StringComparison.Ordinal);
        Assert.Contains("002_transaction_integrity", page, StringComparison.Ordinal);
        var manifest = await analyst.ReadAsync("/certificates/2015-06-09/manifest.json?pipeline=retailrocket");
        Assert.Contains("\"approvedBy\": \"jun@example.org\"", manifest, StringComparison.Ordinal);
        foreach (var path in (string[])["/funnel", "/cohorts", "/targets"])
            Assert.Contains(
                "waived",
                await analyst.ReadAsync($"{path}?pipeline=retailrocket&from=2015-06-09&to=2015-06-09"),
                StringComparison.Ordinal
            );

        await ActAsync(
            Roles.Quality,
            async actions =>
            {
                await actions.WithdrawAsync("retailrocket", waiver.Id, Token);
                return true;
            }
        );

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(Funnel)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await analyst.GetAsync("/certificates/2015-06-09/manifest.json?pipeline=retailrocket")).StatusCode
        );
        Assert.Contains(
            "nothing is published for this date",
            await analyst.ReadAsync("/certificates/2015-06-09?pipeline=retailrocket&run=1"),
            StringComparison.Ordinal
        );
        using var admin = await host.SignInAsync(Roles.Admin);
        var log = await admin.ReadAsync("/access/audit");
        foreach (var action in (string[])["waiver.asked", "waiver.approved", "waiver.withdrawn"])
            Assert.Contains(action, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Upkeep_EndedWaiver_IsRecordedOnce()
    {
        var definition = host.Get<PipelineCatalog>().Get("retailrocket");
        var desk = host.Get<WaiverDesk>();
        var warehouse = host.Get<Pipeline.Database.Warehouse>();
        await using var insert = warehouse.Owner.CreateCommand(
            """
            insert into ops.waivers (
                pipeline, date, run_id, state, checks, reason, asked_by, asked_at, ends_at, closed_at
            )
            values ('retailrocket', '2015-06-01', 1, 'Ended', '{}', 'over', 'mina', now(), now(), now())
            returning id
            """
        );
        var id = (long)(await insert.ExecuteScalarAsync(Token))!;

        await desk.EndDueAsync(Token);
        await desk.EndDueAsync(Token);

        await using var context = await host.Get<IDbContextFactory<IdentityContext>>().CreateDbContextAsync(Token);
        var subject = $"{definition.Name} waiver {id}";
        Assert.Equal(
            1,
            await context.AuditEntries.CountAsync(
                entry => entry.Action == AuditAction.WaiverEnded && entry.Subject == subject,
                Token
            )
        );
    }

    [Fact]
    public async Task Certificate_OfUnknownRunOrDate_SaysSo()
    {
        using var analyst = await host.SignInAsync(Roles.Analyst);
        Assert.Contains(
            "Run 4711 did not judge",
            await analyst.ReadAsync("/certificates/2015-06-08?pipeline=retailrocket&run=4711"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "was never run",
            await analyst.ReadAsync("/certificates/2014-01-01?pipeline=retailrocket"),
            StringComparison.Ordinal
        );
        Assert.Contains("is not a date", await analyst.ReadAsync("/certificates/soon"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-25", "2026-11-25T15:00:00Z")]
    [InlineData("2026-11-25T18:00:00+09:00", "2026-11-25T09:00:00Z")]
    [InlineData("2026-11-25T18:00Z", "2026-11-25T18:00:00Z")]
    [InlineData("tomorrow", null)]
    [InlineData(null, null)]
    public void End_OfWords_IsTheEndOfThatDayOrThatInstant(string? words, string? instant) =>
        Assert.Equal(
            instant is null ? null : DateTimeOffset.Parse(instant, null),
            WaiverEnd.Of(words, TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul"))
        );

    private static async Task<bool> Approve(WaiverActions actions, long id)
    {
        await actions.ApproveAsync("retailrocket", id, Token);
        return true;
    }

    private Task<T> ActAsync<T>(string account, Func<WaiverActions, Task<T>> act) =>
        ApiClient.AsAsync(host, account, services => act(services.GetRequiredService<WaiverActions>()));
}
