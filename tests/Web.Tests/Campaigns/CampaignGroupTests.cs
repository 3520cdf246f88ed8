using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Web.Features.Campaigns;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Campaigns;

/// <summary>Who is contacted, held out, or left out.</summary>
public sealed class CampaignGroupTests
{
    private const int Many = 20_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Holdout_OtherOrderAndLaterCampaignOfTheName_IsTheSameByTheDocumentedHash()
    {
        await using var shop = await CreateAsync(3);
        await FillAsync(shop, "");
        var first = await shop.PrepareAsync("봄 세일", 0.1m);
        await shop.HandOutAsync(first);
        var holdouts = await shop.HoldoutsAsync(first);
        await shop.Engine.ExecuteAsync(
            """
            delete from ops.campaign_contacts;
            delete from ops.campaign_members;
            delete from ops.campaigns;
            delete from retailrocket.mart_rr_crm_targets_daily where visitor_id > 100000
            """
        );
        await FillAsync(shop, "desc");
        var second = await shop.PrepareAsync(" 봄 세일 ".Normalize(System.Text.NormalizationForm.FormD), 0.1m);
        await shop.HandOutAsync(second);

        Assert.NotEqual(first, second);
        Assert.Equal(holdouts, await shop.HoldoutsAsync(second));
        var expected = Enumerable
            .Range(1, 3)
            .Concat(Enumerable.Range(100_001, Many))
            .Where(visitor => CampaignShop.IsHeldOut("봄 세일", visitor, 0.1m))
            .ToList();
        Assert.Equal(string.Join(' ', expected), holdouts);
        // Three standard deviations of 20,003 draws at 10 % are 0.64 points.
        Assert.InRange(expected.Count, Many * 0.0936, Many * 0.1064);
    }

    [Fact]
    public async Task Holdout_OtherName_IsAnotherGroup()
    {
        await using var shop = await CreateAsync(60);
        var one = await shop.PrepareAsync("one", 0.5m);
        var two = await shop.PrepareAsync("two", 0.5m, contacts: 9);
        await shop.HandOutAsync(one);
        await shop.HandOutAsync(two);
        Assert.NotEqual(await shop.HoldoutsAsync(one), await shop.HoldoutsAsync(two));
    }

    [Fact]
    public async Task Rules_SuppressedAndFatigued_LeaveBothGroupsAlike()
    {
        await using var shop = await CreateAsync(100);
        var first = await shop.PrepareAsync("first", 0.5m);
        await shop.HandOutAsync(first);
        var (contacts, holdouts, _, _) = await shop.PartsAsync(first);
        Assert.Equal(100, contacts + holdouts);

        await shop.Suppressed().AddAsync(CampaignShop.Pipeline, [1, 2, 3], "list.csv", Token);
        var second = await shop.PrepareAsync("second", 0.5m);
        var twice = await shop.PrepareAsync("twice", 0.5m, contacts: 2);

        var parts = await shop.PartsAsync(second);
        Assert.Equal(3, parts.Suppressed);
        Assert.Equal(100, parts.Contacts + parts.Holdouts + parts.Fatigued + parts.Suppressed);
        Assert.InRange(parts.Fatigued, contacts - 3, contacts);
        Assert.Equal(0, (await shop.PartsAsync(twice)).Fatigued);
        await shop.HandOutAsync(second);
        Assert.Equal(
            0,
            await shop.Engine.ScalarAsync<long>(
                $"""
                select count(*)
                from ops.campaign_members as members
                where members.campaign_id = {second}
                    and members.part in ('Contact', 'Holdout')
                    and (
                        members.visitor_id in (1, 2, 3)
                        or exists (
                            select from ops.campaign_contacts as contacts
                            where contacts.campaign_id = {first} and contacts.visitor_id = members.visitor_id
                        )
                    )
                """
            )
        );
    }

    [Fact]
    public async Task Rules_ContactOutsideTheDays_CountsNoMore()
    {
        using var files = new EventFiles().Abandon("2015-06-01", [1, 2]).Abandon("2015-06-04", [1, 2]).Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-04");
        var later = await shop.PrepareAsync("later", date: "2015-06-04");
        await shop.HandOutAsync(later);

        // Either order: the later date may be handed out first.
        var within = await shop.PrepareAsync("within", days: 4);
        var outside = await shop.PrepareAsync("outside", days: 3);

        Assert.Equal((0, 0, 2, 0), await shop.PartsAsync(within));
        Assert.Equal((2, 0, 0, 0), await shop.PartsAsync(outside));
    }

    [Fact]
    public async Task HandOut_AtTheSameTimeOrAgain_RecordsAContactOnce()
    {
        await using var shop = await CreateAsync(20);
        var one = await shop.PrepareAsync("one");
        var two = await shop.PrepareAsync("two");

        await Task.WhenAll(shop.HandOutAsync(one), shop.HandOutAsync(two));

        Assert.Equal(20, await shop.Engine.ScalarAsync<long>("select count(*) from ops.campaign_contacts"));
        Assert.False(await shop.HandOutAsync(one));
        Assert.Equal(20, await shop.Engine.ScalarAsync<long>("select count(*) from ops.campaign_contacts"));
        Assert.Equal(20, (await shop.PartsAsync(one)).Contacts + (await shop.PartsAsync(two)).Contacts);
        Assert.Equal(2, (await shop.AuditEntriesAsync()).Count(entry => entry.Action == AuditAction.CampaignHandedOut));
    }

    [Fact]
    public async Task HandedOut_SuppressedAndUnpublishedLater_StaysAsItWas()
    {
        await using var shop = await CreateAsync(10);
        var campaign = await shop.PrepareAsync("spring");
        await shop.Suppressed().AddAsync(CampaignShop.Pipeline, [1], "1", Token);
        await shop.HandOutAsync(campaign);
        await shop.Suppressed().AddAsync(CampaignShop.Pipeline, [2], "2", Token);
        Assert.True(await shop.Suppressed().RemoveAsync(CampaignShop.Pipeline, 1, Token));
        await shop.Engine.ExecuteAsync("delete from retailrocket.mart_rr_crm_targets_daily");

        Assert.Equal((9, 0, 0, 1), await shop.PartsAsync(campaign));
    }

    [Fact]
    public async Task Discard_NeverHandedOut_LeavesNothingAndFreesTheName()
    {
        await using var shop = await CreateAsync(3);
        var campaign = await shop.PrepareAsync("spring");

        await shop.CampaignActions().DiscardAsync(CampaignShop.Pipeline, campaign, Token);

        Assert.Equal(0, await shop.Engine.ScalarAsync<long>("select count(*) from ops.campaign_members"));
        Assert.Equal(
            CampaignRefusal.Unknown,
            await RefusalAsync(() => shop.CampaignActions().DiscardAsync(CampaignShop.Pipeline, campaign, Token))
        );
        Assert.NotEqual(campaign, await shop.PrepareAsync("spring"));
        Assert.Single(await shop.AuditEntriesAsync(), entry => entry.Action == AuditAction.CampaignDiscarded);
    }

    [Fact]
    public async Task Discard_HandedOut_IsRefusedAndKeepsItsContacts()
    {
        await using var shop = await CreateAsync(3);
        var campaign = await shop.PrepareAsync("spring");
        await shop.HandOutAsync(campaign);

        Assert.Equal(
            CampaignRefusal.HandedOut,
            await RefusalAsync(() => shop.CampaignActions().DiscardAsync(CampaignShop.Pipeline, campaign, Token))
        );
        Assert.Equal(3, await shop.Engine.ScalarAsync<long>("select count(*) from ops.campaign_contacts"));
    }

    [Theory]
    [InlineData(" ", 0.1, 1, 7, CampaignRefusal.Name)]
    [InlineData("a", 0.51, 1, 7, CampaignRefusal.HoldoutShare)]
    [InlineData("a", -0.01, 1, 7, CampaignRefusal.HoldoutShare)]
    [InlineData("a", 0.1, 0, 7, CampaignRefusal.Fatigue)]
    [InlineData("a", 0.1, 1, 366, CampaignRefusal.Fatigue)]
    public void Rules_OutOfBounds_AreRefused(
        string name,
        double share,
        int contacts,
        int days,
        CampaignRefusal refusal
    ) => Assert.Equal(refusal, new CampaignRules(name, (decimal)share, contacts, days).Refusal);

    [Fact]
    public async Task Prepare_TakenNameOrNoList_IsRefusedAndKeepsNothing()
    {
        await using var shop = await CreateAsync(2);
        await shop.PrepareAsync("spring");

        Assert.Equal(CampaignRefusal.NameTaken, await RefusalAsync(() => shop.PrepareAsync("spring ")));
        Assert.Equal(
            CampaignRefusal.Unpublished,
            await RefusalAsync(() => shop.PrepareAsync("spring", date: "2015-06-02"))
        );
        Assert.Equal(CampaignRefusal.Unknown, await RefusalAsync(() => shop.HandOutAsync(4711)));
        await shop.Engine.ExecuteAsync("delete from retailrocket.mart_rr_crm_targets_daily");
        Assert.Equal(CampaignRefusal.EmptyList, await RefusalAsync(() => shop.PrepareAsync("summer")));
        Assert.Equal(1, await shop.Engine.ScalarAsync<long>("select count(*) from ops.campaigns"));
        Assert.Single(await shop.AuditEntriesAsync());
    }

    [Theory]
    [InlineData(Roles.Analyst)]
    [InlineData(Roles.Quality)]
    public async Task Anything_WithoutTheRole_IsRefused(string role)
    {
        await using var shop = await CreateAsync(2);
        var id = await shop.PrepareAsync("spring");
        Func<Task>[] deeds =
        [
            () => shop.Campaigns(role).ListAsync(CampaignShop.Pipeline, Token),
            () => shop.Campaigns(role).FindAsync(CampaignShop.Pipeline, id, Token),
            () => shop.CampaignActions(role).HandOutAsync(CampaignShop.Pipeline, id, Token),
            () =>
                shop.CampaignActions(role)
                    .PrepareAsync(
                        CampaignShop.Pipeline,
                        EngineHost.Day(CampaignShop.Date),
                        CampaignShop.Segment,
                        CampaignRules.Default with
                        {
                            Name = "other",
                        },
                        Token
                    ),
            () => shop.Suppressed(role).ReadAsync(CampaignShop.Pipeline, Token),
            () => shop.Suppressed(role).AddAsync(CampaignShop.Pipeline, [1], "1", Token),
            () => shop.Suppressed(role).RemoveAsync(CampaignShop.Pipeline, 1, Token),
        ];
        foreach (var deed in deeds)
            await Assert.ThrowsAsync<AccessDeniedException>(deed);
    }

    private static async Task<ShopHost> CreateAsync(int visitors)
    {
        using var files = new EventFiles().Abandon(CampaignShop.Date, Enumerable.Range(1, visitors)).Write();
        return await ShopHost.CreateAsync(files.Path, CampaignShop.Date, CampaignShop.Date);
    }

    // Far more visitors than the files: the list is what the published table holds.
    private static Task FillAsync(ShopHost shop, string direction) =>
        shop.Engine.ExecuteAsync(
            $"""
            insert into retailrocket.mart_rr_crm_targets_daily (
                run_id, kpi_date, visitor_id, segment_name, evidence, rank_in_segment, segment_size, evidence_count,
                evidence_ts
            )
            select run_id, date, 100000 + number, '{CampaignShop.Segment}', 'x', 10 + number, 30000, 1, now()
            from ops.publications
            cross join generate_series(1, {Many}) as number
            order by number {direction}
            """
        );

    private static async Task<CampaignRefusal> RefusalAsync(Func<Task> deed) =>
        (await Assert.ThrowsAsync<CampaignException>(deed)).Refusal;
}
