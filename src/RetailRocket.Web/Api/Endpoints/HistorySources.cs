using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Api.Rows;

namespace RetailRocket.Web.Api.Endpoints;

/// <summary>The operations tables that the API serves as rows, newest first, with the words that people know.</summary>
internal static class HistorySources
{
    public static RowSource Runs { get; } =
        new()
        {
            Name = "runs",
            From = """
                (
                    select
                        id, pipeline, from_date, to_date,
                        case status when 'NoData' then 'NO DATA' else upper(status) end as status,
                        trigger, requested_by, started_at, finished_at,
                        round(extract(epoch from finished_at - started_at), 3) as seconds,
                        definition_version, error
                    from ops.runs
                ) as runs
                """,
            Columns =
            [
                new("id", "bigint", "Number of the run."),
                new("pipeline", "text", null),
                new("from_date", "date", "First business date, included."),
                new("to_date", "date", "Last business date, included."),
                new(
                    "status",
                    "text",
                    "RUNNING, PUBLISHED, BLOCKED, NO DATA, FAILED, CANCELLED, INTERRUPTED, HELD, REJECTED or LAPSED."
                ),
                new("trigger", "text", "What started it: command, schedule or page."),
                new("requested_by", "text", "Who asked for it."),
                new("started_at", "timestamp with time zone", null),
                new("finished_at", "timestamp with time zone", "Empty while it runs."),
                new("seconds", "numeric", "Time from start to end."),
                new("definition_version", "text", "Version of the definitions that it used."),
                new("error", "text", "Why it failed; empty when it did not."),
            ],
            Key = ["id"],
            IsDescending = true,
        };

    public static RowSource Checks { get; } =
        new()
        {
            Name = "checks",
            From = """
                (
                    select
                        id, pipeline, date, check_name, phase as gate, lower(severity) as severity,
                        case verdict when 'NoData' then 'NO DATA' else upper(verdict) end as verdict,
                        observed, threshold, is_pass_rate, failed_rows, duration_ms, run_id, checked_at, samples
                    from ops.check_results
                ) as checks
                """,
            Columns =
            [
                new("id", "bigint", null),
                new("pipeline", "text", null),
                new("date", "date", "The business date that was judged."),
                new("check_name", "text", null),
                new("gate", "text", "BeforeStaging, BeforeKpi or AfterKpi."),
                new("severity", "text", "block keeps a date from being published; warn marks it."),
                new("verdict", "text", "PASS, WARN, FAIL or NO DATA."),
                new("observed", "numeric", "Violating rows, or the pass rate in percent."),
                new("threshold", "numeric", "The most violating rows, or the least pass rate in percent."),
                new("is_pass_rate", "boolean", "Whether observed and threshold are percentages."),
                new("failed_rows", "bigint", "Violating rows."),
                new("duration_ms", "integer", null),
                new("run_id", "bigint", "The run that judged."),
                new("checked_at", "timestamp with time zone", null),
                new("samples", "jsonb", "Up to 50 violating rows."),
            ],
            Key = ["date", "check_name", "id"],
            IsDescending = true,
            OnRequest = ["samples"],
        };

    /// <summary>States of runs by the word that asks for them.</summary>
    public static IReadOnlyDictionary<string, string> Statuses { get; } =
        new Dictionary<string, string>
        {
            ["running"] = "RUNNING",
            ["published"] = "PUBLISHED",
            ["blocked"] = "BLOCKED",
            ["no-data"] = "NO DATA",
            ["failed"] = "FAILED",
            ["cancelled"] = "CANCELLED",
            ["interrupted"] = "INTERRUPTED",
            ["held"] = "HELD",
            ["rejected"] = "REJECTED",
            ["lapsed"] = "LAPSED",
        };

    /// <summary>Verdicts by the word that asks for them.</summary>
    public static IReadOnlyDictionary<string, string> Verdicts { get; } =
        new Dictionary<string, string>
        {
            ["pass"] = "PASS",
            ["warn"] = "WARN",
            ["fail"] = "FAIL",
            ["no-data"] = "NO DATA",
        };
}
