using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Engine;

namespace RetailRocket.Pipeline.Tests.RetailRocket.Sql;

/// <summary>Every check can fail, on the date that was damaged and on no other.</summary>
public sealed class CheckTests(CheckFixture shop) : IClassFixture<CheckFixture>
{
    private const string EventsOfThird =
        "timestamp_ms >= extract(epoch from timestamptz '2015-06-03 00:00+09') * 1000 "
        + "and timestamp_ms < extract(epoch from timestamptz '2015-06-04 00:00+09') * 1000";

    private const string FileId = "(select max(id) from ops.source_files where source = 'events')";

    public static TheoryData<string, string> Damages =>
        new()
        {
            {
                "001_domain_checks",
                $"update raw_rr_events set event_type = 'wishlist' where visitor_id = 7 and {EventsOfThird}"
            },
            {
                "001_domain_checks",
                $"update raw_rr_events set event_type = ' ' where visitor_id = 7 and {EventsOfThird}"
            },
            { "002_transaction_integrity", $"update raw_rr_events set transaction_id = null where {EventsOfThird}" },
            {
                "002_transaction_integrity",
                $"update raw_rr_events set transaction_id = 3 where visitor_id = 7 and {EventsOfThird}"
            },
            {
                "002_transaction_integrity",
                $"insert into raw_rr_events select file_id, 999, timestamp_ms, 55, event_type, item_id, transaction_id from raw_rr_events where transaction_id = 3 and {EventsOfThird}"
            },
            {
                "003_null_checks",
                $"update raw_rr_events set visitor_id = null where visitor_id = 8 and {EventsOfThird}"
            },
            { "003_null_checks", $"update raw_rr_events set item_id = null where visitor_id = 8 and {EventsOfThird}" },
            {
                "003_null_checks",
                $"update raw_rr_events set event_type = null where visitor_id = 8 and {EventsOfThird}"
            },
            {
                "011_rejected_lines",
                $"insert into ops.quarantine (pipeline, source, file_id, line_no, business_date, reason, text) values ('retailrocket', 'events', {FileId}, 9, '2015-06-03', 'r', 't')"
            },
            {
                "013_duplicate_rows",
                $"insert into raw_rr_events select file_id, 999, timestamp_ms, visitor_id, event_type, item_id, transaction_id from raw_rr_events where transaction_id = 3 and {EventsOfThird}"
            },
            { "004_row_presence", "delete from stg_rr_events where event_date = '2015-06-03'" },
            { "004_row_presence", "delete from fact_rr_events where event_date = '2015-06-03'" },
            { "004_row_presence", "delete from fact_rr_sessions where session_date = '2015-06-03'" },
            {
                "101_event_count",
                "delete from stg_rr_events where event_date = '2015-06-03' and event_type = 'transaction'"
            },
            {
                "101_event_count",
                "delete from fact_rr_events where event_date = '2015-06-03' and event_type = 'transaction'"
            },
            { "101_event_count", $"delete from raw_rr_events where transaction_id = 3 and {EventsOfThird}" },
            {
                "102_session_count",
                "update stg_rr_events set event_ts = event_ts + interval '31 minutes' where event_date = '2015-06-03' and event_type = 'transaction'"
            },
            {
                "102_session_count",
                "delete from fact_rr_sessions where session_date = '2015-06-03' and visitor_id = 8"
            },
            { "103_model_nulls", "update stg_rr_events set item_id = null where event_date = '2015-06-03'" },
            { "103_model_nulls", "update fact_rr_events set session_id = null where event_date = '2015-06-03'" },
            {
                "103_model_nulls",
                "update fact_rr_sessions set landing_item_id = null where session_date = '2015-06-03'"
            },
            { "005_kpi_sanity", "update mart_rr_funnel_daily set views = -1 where kpi_date = '2015-06-03'" },
            {
                "005_kpi_sanity",
                "update mart_rr_funnel_daily set cvr_session_to_purchase = 1.0001 where kpi_date = '2015-06-03'"
            },
            {
                "005_kpi_sanity",
                "update mart_rr_funnel_daily set cvr_view_to_cart_closed = 1.0001 where kpi_date = '2015-06-03'"
            },
            {
                "005_kpi_sanity",
                "update mart_rr_funnel_daily set cvr_cart_to_purchase_closed = 1.0001 where kpi_date = '2015-06-03'"
            },
            { "201_reconcile", "delete from mart_rr_funnel_daily where kpi_date = '2015-06-03'" },
            {
                "201_reconcile",
                "update mart_rr_funnel_daily set sessions = sessions + 1 where kpi_date = '2015-06-03'"
            },
            {
                "201_reconcile",
                "update mart_rr_funnel_daily set purchases = purchases + 1 where kpi_date = '2015-06-03'"
            },
            {
                "201_reconcile",
                "update stg_rr_events set event_ts = event_ts + interval '31 minutes' where event_date = '2015-06-03' and event_type = 'transaction'"
            },
            {
                "202_monotonic_funnel",
                "update mart_rr_funnel_daily set sessions_with_cart = sessions_with_view + 1 where kpi_date = '2015-06-03'"
            },
            {
                "202_monotonic_funnel",
                "update mart_rr_funnel_daily set purchases = addtocarts + 1 where kpi_date = '2015-06-03'"
            },
            {
                "203_open_ratio_above_one",
                "update mart_rr_funnel_daily set cvr_cart_to_purchase = 1.5 where kpi_date = '2015-06-03'"
            },
            {
                "204_crm_reconcile",
                "update mart_rr_crm_targets_daily set evidence_count = evidence_count + 1 where kpi_date = '2015-06-03'"
            },
            {
                "204_crm_reconcile",
                "update mart_rr_crm_targets_daily set visitor_id = 55 where kpi_date = '2015-06-03' and segment_name = 'cart_abandoner_today'"
            },
            {
                "204_crm_reconcile",
                "delete from mart_rr_crm_targets_daily where kpi_date = '2015-06-03' and segment_name = 'high_intent_viewer_7d_no_cart'"
            },
            {
                "204_crm_reconcile",
                "update mart_rr_crm_targets_daily set segment_size = 99 where kpi_date = '2015-06-03' and segment_name = 'cart_abandoner_today'"
            },
            {
                "205_cohort_reconcile",
                "update mart_rr_cohort_weekly set cohort_size = cohort_size + 1 where kpi_date = '2015-06-03'"
            },
            { "205_cohort_reconcile", "delete from mart_rr_cohort_weekly where kpi_date = '2015-06-03'" },
            {
                "206_crm_cut_lists",
                "update mart_rr_crm_targets_daily set segment_size = 6000 where kpi_date = '2015-06-03'"
            },
            {
                "207_category_reconcile",
                "update mart_rr_funnel_category_daily set views = views + 1 where kpi_date = '2015-06-03'"
            },
            {
                "207_category_reconcile",
                "delete from mart_rr_funnel_category_tree_daily where kpi_date = '2015-06-03' and depth = 1"
            },
            {
                "208_repeat_buyer_reconcile",
                "update mart_rr_crm_targets_daily set visitor_id = 55 where kpi_date = '2015-06-03' and segment_name = 'repeat_buyer' and visitor_id = 9"
            },
            {
                "208_repeat_buyer_reconcile",
                "update mart_rr_crm_targets_daily set evidence_count = evidence_count + 1 where kpi_date = '2015-06-03' and segment_name = 'repeat_buyer'"
            },
            {
                "208_repeat_buyer_reconcile",
                "update mart_rr_crm_targets_daily set segment_size = 99 where kpi_date = '2015-06-03' and segment_name = 'repeat_buyer'"
            },
            {
                "208_repeat_buyer_reconcile",
                "delete from mart_rr_crm_targets_daily where kpi_date = '2015-06-03' and segment_name = 'repeat_buyer'"
            },
        };

    /// <summary>What concerns every date of a file, or every date there is.</summary>
    public static TheoryData<string, string> WideDamages =>
        new()
        {
            {
                "012_undated_rows",
                $"update raw_rr_events set timestamp_ms = null where transaction_id = 3 and {EventsOfThird}"
            },
            {
                "012_undated_rows",
                $"update raw_rr_events set timestamp_ms = 0 where transaction_id = 3 and {EventsOfThird}"
            },
            {
                "012_undated_rows",
                $"insert into ops.quarantine (pipeline, source, file_id, line_no, business_date, reason, text) values ('retailrocket', 'events', {FileId}, 9, null, 'r', 't')"
            },
            {
                "012_undated_rows",
                "insert into ops.quarantine (pipeline, source, file_id, line_no, business_date, reason, text) select 'retailrocket', source, id, 9, null, 'r', 't' from ops.source_files where source = 'item_properties'"
            },
            { "014_category_tree", "update raw_rr_category_tree set parent_id = 2 where category_id = 1" },
            { "014_category_tree", "update raw_rr_category_tree set parent_id = 77 where category_id = 2" },
        };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Check_DamageOnOneDate_FailsThatDateAlone(string check, string damage) =>
        Assert.Equal([EngineHost.Day("2015-06-03")], await shop.FailingDatesAsync(check, damage));

    [Theory]
    [MemberData(nameof(WideDamages))]
    public async Task Check_DamageThatConcernsEveryDate_FailsEveryDate(string check, string damage) =>
        Assert.Equal(8, (await shop.FailingDatesAsync(check, damage)).Count);

    [Fact]
    public async Task RepeatBuyers_OrderOfEarlierDateMissing_FailsEveryDateThatCountsIt() =>
        Assert.Equal(
            new DateRange(EngineHost.Day("2015-06-02"), EngineHost.Day("2015-06-08")).Dates(),
            await shop.FailingDatesAsync(
                "208_repeat_buyer_reconcile",
                "update stg_rr_events set visitor_id = 10 where transaction_id = 22"
            )
        );

    [Fact]
    public void Checks_OfThePipeline_AreAllDamagedHere()
    {
        var damaged = Damages
            .Concat(WideDamages)
            .Select(row => row.Data.Item1)
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(shop.Host.Definition.Checks.Select(check => check.Name).Order(StringComparer.Ordinal), damaged);
    }
}
