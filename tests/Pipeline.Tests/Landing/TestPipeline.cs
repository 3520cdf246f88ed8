using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Tests.Landing;

/// <summary>Pipelines that have sources and nothing else.</summary>
public static class TestPipeline
{
    /// <summary>Events as RetailRocket has them, dated by milliseconds in Seoul's zone, in files <c>events*.csv</c>.</summary>
    public static PipelineDefinition Events { get; } = Of(EventsSource);

    public static SourceDefinition EventsSource =>
        new()
        {
            Name = "events",
            Table = "raw_events",
            Files = ["events*.csv"],
            Format = SourceFormat.Csv,
            Required = true,
            Date = new SourceDate("timestamp_ms", SourceDateKind.EpochMilliseconds),
            Columns =
            [
                new("timestamp_ms", "timestamp", SourceColumnType.BigInt),
                new("visitor_id", "visitorid", SourceColumnType.Int),
                new("event_type", "event", SourceColumnType.Text),
                new("item_id", "itemid", SourceColumnType.Int),
                new("transaction_id", "transactionid", SourceColumnType.BigInt),
            ],
        };

    public static PipelineDefinition Of(params SourceDefinition[] sources) => In("Asia/Seoul", sources);

    public static PipelineDefinition In(string zone, params SourceDefinition[] sources) =>
        new()
        {
            Name = "lab",
            Title = LocalText.Of("Lab"),
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById(zone),
            Settings = [],
            Sources = sources,
            Schema = [],
            Models = [],
            Checks = [],
            Exports = [],
            Version = "000000000000",
        };

    /// <summary>A source of one format, undated unless said, with columns named as their fields.</summary>
    public static SourceDefinition Source(
        SourceFormat format,
        SourceDate? date,
        params (string From, SourceColumnType Type)[] columns
    ) =>
        new()
        {
            Name = "things",
            Table = "raw_things",
            Files = format == SourceFormat.Csv ? ["*.csv"] : ["*.jsonl"],
            Format = format,
            Date = date,
            Columns =
            [
                .. columns.Select(column => new SourceColumn(column.From.Replace('.', '_'), column.From, column.Type)),
            ],
        };
}
