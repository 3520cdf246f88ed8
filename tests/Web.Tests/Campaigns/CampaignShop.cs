using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Web.Features.Campaigns;
using RetailRocket.Web.Features.Targets;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Campaigns;

/// <summary>A shop with chosen visitors on the list of cart abandoners.</summary>
internal static class CampaignShop
{
    public const string Pipeline = "retailrocket";
    public const string Segment = TargetLists.CartAbandoners;
    public const string Date = "2015-06-01";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The visitors leave a full cart on a date; an order of somebody else keeps the date's checks content.</summary>
    public static EventFiles Abandon(this EventFiles files, string date, IEnumerable<int> visitors)
    {
        files.Buy(date, 9_000_000, 9_000_000 + EngineHost.Day(date).DayNumber);
        foreach (var visitor in visitors)
            files.Event($"{date} 10:00:00", visitor, "view").Event($"{date} 10:01:00", visitor, "addtocart");
        return files;
    }

    /// <summary>The visitor looks, fills a cart and orders.</summary>
    public static EventFiles Buy(this EventFiles files, string date, int visitor, int order) =>
        files
            .Event($"{date} 12:00:00", visitor, "view")
            .Event($"{date} 12:01:00", visitor, "addtocart")
            .Event($"{date} 12:02:00", visitor, "transaction", 1, order.ToString(CultureInfo.InvariantCulture));

    public static Task<long> PrepareAsync(
        this ShopHost shop,
        string name,
        decimal holdout = 0,
        int contacts = 1,
        int days = 7,
        string date = Date
    ) =>
        shop.CampaignActions()
            .PrepareAsync(
                Pipeline,
                EngineHost.Day(date),
                Segment,
                new CampaignRules(name, holdout, contacts, days),
                Token
            );

    public static Task<bool> HandOutAsync(this ShopHost shop, long campaign) =>
        shop.CampaignActions().HandOutAsync(Pipeline, campaign, Token);

    public static async Task<CampaignModel> FindAsync(this ShopHost shop, long campaign) =>
        (await shop.Campaigns().FindAsync(Pipeline, campaign, Token))!;

    public static async Task<(long Contacts, long Holdouts, long Fatigued, long Suppressed)> PartsAsync(
        this ShopHost shop,
        long campaign
    )
    {
        var found = (await shop.FindAsync(campaign)).Campaign;
        return (found.Contacts, found.Holdouts, found.Fatigued, found.Suppressed);
    }

    /// <summary>The visitors held out, ascending, separated by spaces.</summary>
    public static Task<string> HoldoutsAsync(this ShopHost shop, long campaign) =>
        shop.Engine.ScalarAsync<string>(
            $"""
            select coalesce(string_agg(visitor_id::text, ' ' order by visitor_id), '')
            from ops.campaign_members
            where campaign_id = {campaign} and part = 'Holdout'
            """
        );

    /// <summary>The documented rule, written a second time.</summary>
    public static bool IsHeldOut(string name, int visitor, decimal share)
    {
#pragma warning disable CA5351 // It deals people into groups and guards nothing.
        var hash = MD5.HashData(
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Date}/{Segment}/{name}:{visitor}"))
        );
#pragma warning restore CA5351
        return BinaryPrimitives.ReadUInt32BigEndian(hash) % 10_000 < share * 10_000;
    }
}
