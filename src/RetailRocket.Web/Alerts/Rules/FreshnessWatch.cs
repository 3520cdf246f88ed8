using RetailRocket.Pipeline.Database;
using RetailRocket.Web.Features;
using RetailRocket.Web.Features.Runs;

namespace RetailRocket.Web.Alerts.Rules;

/// <summary>
/// Whether new files still come and dates still get published. Only for a pipeline that is to be fed by itself: one that has
/// a schedule and a folder that it lands. Files that people put in when they like promise nothing.
/// </summary>
internal sealed class FreshnessWatch(Warehouse warehouse, SourceFolders folders, TimeProvider clock) : IWatch
{
    /// <summary>Subject of the newest published date; sources go by their names.</summary>
    private const string Published = "published";

    public AlertKind Kind => AlertKind.Freshness;

    public async Task<IReadOnlyList<Finding>?> ReadAsync(WatchAsk ask, CancellationToken cancellationToken)
    {
        var (definition, rule) = (ask.Definition, ask.Rule);
        if (definition.Cron is null || folders.Configured(definition.Name) is null)
            return null;
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, definition.TimeZone).DateTime);
        var required = definition.Sources.Where(source => source.Required).Select(source => source.Name).ToArray();
        var sources = await warehouse.Reader.ListAsync(
            """
            select source, floor(extract(epoch from @now - max(landed_at)) / 3600)::int as hours
            from ops.source_files
            where pipeline = @pipeline and replaced_at is null and source = any(@required)
            group by source
            order by source
            """,
            row => (Name: row.GetString(0), Hours: row.GetInt32(1)),
            cancellationToken,
            ("now", now),
            ("pipeline", definition.Name),
            ("required", required)
        );
        var newest = await warehouse.Reader.ListAsync(
            "select max(date) from ops.publications where pipeline = @pipeline",
            row => row.Maybe<DateOnly>(0),
            cancellationToken,
            ("pipeline", definition.Name)
        );
        var findings = sources.Select(source => Source(source.Name, source.Hours, rule.Hours));
        return newest is [{ } date] ? [.. findings, Newest(date, today, rule.Days)] : [.. findings];
    }

    private static Finding Source(string name, int hours, int limit)
    {
        var old = limit > 0 && hours >= limit;
        var facts = new Facts(old ? FactKind.FilesOld : FactKind.FilesFresh)
        {
            Names = [name],
            Age = hours,
            Limit = limit,
        };
        return new Finding(name, old, null, facts);
    }

    private static Finding Newest(DateOnly date, DateOnly today, int limit)
    {
        var days = today.DayNumber - date.DayNumber;
        var old = limit > 0 && days > limit;
        var facts = new Facts(old ? FactKind.PublishedOld : FactKind.PublishedFresh)
        {
            Date = date,
            Age = days,
            Limit = limit,
        };
        return new Finding(Published, old, null, facts);
    }
}
