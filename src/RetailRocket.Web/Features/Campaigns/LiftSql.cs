namespace RetailRocket.Web.Features.Campaigns;

/// <summary>
/// The lift of a campaign. The interval of the difference of two proportions is Newcombe's hybrid score interval: Wilson's
/// limits of each rate, put together by squares (R. G. Newcombe, Interval estimation for the difference between independent
/// proportions, Statistics in Medicine 17, 1998, 873-890, method 10). Unlike the textbook interval it holds its 95 % for rates
/// of a few percent and does not collapse where nobody bought.
/// </summary>
internal static class LiftSql
{
    /// <summary>Windows in days.</summary>
    public static readonly int[] Windows = [7, 14, 28];

    public const string Lift = """
        with campaign as (
            select id, pipeline, date
            from ops.campaigns
            where pipeline = @pipeline and id = @campaign and handed_out_at is not null
        ),
        windows as (
            select unnest(@windows) as days
        ),
        published_dates as (
            select publications.date, publications.date - campaign.date as day_no
            from campaign
            join ops.publications
                on publications.pipeline = campaign.pipeline and publications.date > campaign.date
        ),
        purchases as (
            select buyer_days.visitor_id, published_dates.day_no, buyer_days.orders
            from published_dates
            join retailrocket.int_rr_buyer_days as buyer_days on buyer_days.purchase_date = published_dates.date
            where published_dates.day_no <= (select max(days) from windows)
        ),
        -- Everybody of a group counts, whether the message arrived or not.
        visitors as (
            select windows.days, members.part, members.visitor_id, sum(purchases.orders) as orders
            from campaign
            join ops.campaign_members as members on members.campaign_id = campaign.id
            cross join windows
            left join purchases
                on purchases.visitor_id = members.visitor_id and purchases.day_no <= windows.days
            where members.part in ('Contact', 'Holdout')
            group by windows.days, members.part, members.visitor_id
        ),
        counted as (
            select
                windows.days,
                count(visitors.visitor_id) filter (where visitors.part = 'Contact') as contact_visitors,
                count(visitors.orders) filter (where visitors.part = 'Contact') as contact_buyers,
                coalesce(sum(visitors.orders) filter (where visitors.part = 'Contact'), 0)::bigint as contact_orders,
                count(visitors.visitor_id) filter (where visitors.part = 'Holdout') as holdout_visitors,
                count(visitors.orders) filter (where visitors.part = 'Holdout') as holdout_buyers,
                coalesce(sum(visitors.orders) filter (where visitors.part = 'Holdout'), 0)::bigint as holdout_orders
            from windows
            left join visitors on visitors.days = windows.days
            group by windows.days
        ),
        rates as (
            select
                *,
                contact_buyers::float8 / nullif(contact_visitors, 0) as contact_rate,
                holdout_buyers::float8 / nullif(holdout_visitors, 0) as holdout_rate,
                -- The 97.5 % point of the normal distribution.
                1.959963984540054::float8 as z
            from counted
        ),
        widths as (
            select
                *,
                z * sqrt(z * z + 4 * contact_buyers * (1 - contact_rate)) as contact_width,
                z * sqrt(z * z + 4 * holdout_buyers * (1 - holdout_rate)) as holdout_width
            from rates
        ),
        limits as (
            select
                *,
                (2 * contact_buyers + z * z - contact_width) / (2 * (contact_visitors + z * z)) as contact_low,
                (2 * contact_buyers + z * z + contact_width) / (2 * (contact_visitors + z * z)) as contact_high,
                (2 * holdout_buyers + z * z - holdout_width) / (2 * (holdout_visitors + z * z)) as holdout_low,
                (2 * holdout_buyers + z * z + holdout_width) / (2 * (holdout_visitors + z * z)) as holdout_high
            from widths
        )
        select
            campaign.date,
            limits.days,
            (select max(date) from ops.publications where pipeline = campaign.pipeline) as last_published,
            (select count(*) from published_dates where day_no <= limits.days) as published_days,
            contact_visitors,
            contact_buyers,
            contact_orders,
            holdout_visitors,
            holdout_buyers,
            holdout_orders,
            round(contact_rate::numeric, 6) as contact_rate,
            round(holdout_rate::numeric, 6) as holdout_rate,
            round((contact_rate - holdout_rate)::numeric, 6) as difference,
            round(
                (
                    contact_rate - holdout_rate
                    - sqrt((contact_rate - contact_low) ^ 2 + (holdout_high - holdout_rate) ^ 2)
                )::numeric,
                6
            ) as low,
            round(
                (
                    contact_rate - holdout_rate
                    + sqrt((contact_high - contact_rate) ^ 2 + (holdout_rate - holdout_low) ^ 2)
                )::numeric,
                6
            ) as high,
            round(((contact_rate - holdout_rate) / nullif(holdout_rate, 0))::numeric, 6) as relative
        from campaign
        cross join limits
        order by limits.days
        """;
}
