namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>The published figures of the five tables, as short texts that are equal when the rows are.</summary>
internal sealed record Figures(IReadOnlyDictionary<string, string> ByTable)
{
    /// <summary>A rival's table, which is the published one's name after its prefix, and the columns that every rival has.</summary>
    private static readonly (string Rival, string Columns)[] Tables =
    [
        (
            "funnel_daily",
            "kpi_date, visitors, sessions, views, addtocarts, purchases, sessions_with_view, sessions_with_cart, "
                + "sessions_with_purchase, sessions_with_view_and_cart, sessions_with_cart_and_purchase, "
                + "single_event_sessions, visitors_with_purchase, events, transaction_events"
        ),
        ("funnel_category_daily", "kpi_date, root_category_id, views, addtocarts, purchase_events"),
        ("funnel_category_tree_daily", "kpi_date, category_id, views, addtocarts, purchase_events"),
        ("cohort_weekly", "kpi_date, cast(cohort_week as date), week_index, cohort_size, active_visitors"),
        ("crm_targets_daily", "kpi_date, visitor_id, segment_name, rank_in_segment, segment_size, evidence_count"),
    ];

    /// <summary>Of the product, or of a rival, by the way it answers a query with one text.</summary>
    /// <param name="isPublished">Whether the product's published tables are read.</param>
    /// <param name="ask">Answers a query with one text.</param>
    public static async Task<Figures> ReadAsync(bool isPublished, Func<string, Task<string>> ask)
    {
        var found = new Dictionary<string, string>();
        foreach (var (rival, columns) in Tables)
        {
            var table = isPublished ? $"published.mart_rr_{rival}" : rival;
            found[rival] = await ask(
                "select count(*) || ' ' || md5(string_agg(line, chr(10) order by line)) from ("
                    + $"select concat_ws(',', {columns}) as line from {table}) as lines"
            );
        }
        return new Figures(found);
    }

    /// <summary>What a row of the table says about a rival whose figures these are.</summary>
    public string ComparedWith(Figures published)
    {
        var differing = ByTable.Keys.Where(table => ByTable[table] != published.ByTable[table]).ToList();
        return differing.Count == 0 ? "figures equal" : $"FIGURES DIFFER: {string.Join(", ", differing)}";
    }
}
