using System.Globalization;
using RetailRocket.Pipeline.Database;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Quality;

/// <summary>The tables of the quality pages as files: the same rows in the same order.</summary>
public sealed class QualityFiles(QualityQueries queries)
{
    /// <summary>Every check on every date of a range.</summary>
    /// <param name="onlyProblems">Leaves out checks that passed on all of them.</param>
    public static CsvFile Grid(string pipeline, DateOnly from, DateOnly to, RunBasis basis, bool onlyProblems) =>
        new(
            $"{pipeline}_checks_{Formats.Iso(from)}_{Formats.Iso(to)}.csv",
            Feature.Quality,
            $"{pipeline} checks {Formats.Iso(from)}..{Formats.Iso(to)}",
            QualitySql.GridFile,
            [.. QualityQueries.Range(pipeline, from, to, basis), ("problems", onlyProblems)]
        );

    /// <summary>How many checks passed, warned and failed on each date of a range.</summary>
    public static CsvFile Days(string pipeline, DateOnly from, DateOnly to, RunBasis basis) =>
        new(
            $"{pipeline}_verdicts_{Formats.Iso(from)}_{Formats.Iso(to)}.csv",
            Feature.Quality,
            $"{pipeline} verdicts {Formats.Iso(from)}..{Formats.Iso(to)}",
            $"{QualitySql.Grid} desc",
            QualityQueries.Range(pipeline, from, to, basis)
        );

    /// <summary>The history of one check.</summary>
    public static CsvFile History(string pipeline, string check, DateOnly from, DateOnly to, RunBasis basis) =>
        new(
            $"{pipeline}_{Safe(check)}_{Formats.Iso(from)}_{Formats.Iso(to)}.csv",
            Feature.Quality,
            $"{pipeline} check {check} {Formats.Iso(from)}..{Formats.Iso(to)}",
            QualitySql.HistoryFile,
            [.. QualityQueries.Range(pipeline, from, to, basis), ("check", check)]
        );

    /// <summary>Rejected lines, whole.</summary>
    public static CsvFile Quarantine(string pipeline, QuarantineFilter filter) =>
        new(
            $"{pipeline}_quarantine.csv",
            Feature.Quarantine,
            $"{pipeline} quarantine",
            $"""
            select
                rejected.source,
                files.name as file,
                rejected.line_no as line,
                rejected.business_date,
                rejected.reason,
                rejected.text
            {QuarantineQueries.Filtered}
            order by rejected.source, files.name, rejected.line_no, rejected.id
            """,
            QuarantineQueries.Parameters(pipeline, filter)
        );

    /// <summary>The evidence of one check, date and run; null when there is none, or none that the person may read.</summary>
    public async Task<CsvFile?> SamplesAsync(
        string pipeline,
        string check,
        DateOnly date,
        long run,
        CancellationToken cancellationToken
    )
    {
        var table = await queries.SamplesAsync(pipeline, check, date, run, cancellationToken);
        // Columns of a check are names of its SELECT; what is not a plain name stays out of the statement.
        var columns = table.Columns.Where(SqlName.IsValid).ToList();
        if (table.IsWithheld || columns.Count == 0)
            return null;
        var list = columns.Select(
            (name, index) =>
                string.Create(CultureInfo.InvariantCulture, $"sample ->> @column_{index} as {SqlName.Quote(name)}")
        );
        return new CsvFile(
            $"{pipeline}_{Safe(check)}_{Formats.Iso(date)}_samples.csv",
            Feature.Quality,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{pipeline} {Formats.Iso(date)} evidence of {check}, run {run}"
            ),
            $"""
            select {string.Join(", ", list)}
            from ops.check_results
            cross join jsonb_array_elements(samples) with ordinality as evidence (sample, place)
            where run_id = @run and date = @date and check_name = @check and pipeline = @pipeline
            order by evidence.place
            """,
            [
                ("pipeline", pipeline),
                ("check", check),
                ("date", date),
                ("run", run),
                .. columns.Select(
                    (name, index) => (string.Create(CultureInfo.InvariantCulture, $"column_{index}"), (object?)name)
                ),
            ]
        );
    }

    // A name from an address must not end a header.
    private static string Safe(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' ? letter : '_'));
}
