using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Cli;

/// <summary><c>pipeline status NAME</c>: per date what is loaded, run, judged, published and stale, and why.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var name = Options.Pipeline();
        var date = Options.Date("One business date");
        var from = Options.From("First business date");
        var to = Options.To("Last business date");
        var command = new Command("status", "Per date: loaded, run, verdict, published, stale")
        {
            name,
            date,
            from,
            to,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var (day, first, last) = (parsed.GetValue(date), parsed.GetValue(from), parsed.GetValue(to));
                DateRange? range =
                    day is null && first is null && last is null ? null : DateArguments.Range(day, first, last);
                return CommandLine.WithSessionAsync(
                    parsed,
                    async (session, output) =>
                    {
                        var definition = session.Catalog.Get(parsed.GetValue(name)!);
                        var dates = await session
                            .Get<PipelineStatusReader>()
                            .ReadAsync(definition, range, cancellationToken);
                        output.Write(
                            new
                            {
                                pipeline = definition.Name,
                                definition = definition.Version,
                                timeZone = definition.TimeZone.Id,
                                dates = dates.Select(View).ToList(),
                            },
                            writer => Write(writer, dates)
                        );
                        return ExitCode.Done;
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static object View(DateStatus date) =>
        new
        {
            date.Date,
            date.Rows,
            date.Rejected,
            run = date.LastRun,
            verdict = date.Verdict is { } verdict ? Words.Of(verdict) : null,
            published = date.PublishedRun is not null,
            publishedRun = date.PublishedRun,
            date.PublishedAt,
            waiver = date.Waiver,
            heldRun = date.HeldRun,
            stale = date.Stale is not null,
            staleBecause = date.Stale is { } stale ? Words.Of(stale) : null,
            findings = date
                .Findings.Select(found => new
                {
                    check = found.CheckName,
                    gate = found.Phase,
                    found.Severity,
                    verdict = Words.Of(found.Verdict),
                    found.Observed,
                    found.Threshold,
                    rows = found.FailedRows,
                    samples = JsonSerializer.Deserialize<JsonElement>(found.Samples),
                })
                .ToList(),
        };

    private static string Standing(DateStatus date) =>
        (date.PublishedRun is { } run ? $"run {run}" : "no")
        + (date.Waiver is { } waiver ? $", waiver {waiver}" : "")
        + (date.HeldRun is { } held ? $", run {held} waits for approval" : "");

    private static void Write(TextWriter writer, IReadOnlyList<DateStatus> dates)
    {
        if (dates.Count == 0)
        {
            writer.WriteLine("Nothing is loaded yet. Load with: pipeline load NAME --source DIR");
            return;
        }
        TextTable.Write(
            writer,
            ["date", "rows", "rejected", "run", "verdict", "published", "stale"],
            [
                .. dates.Select(date =>
                    (IReadOnlyList<string>)
                        [
                            date.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                            date.Rows.ToString("N0", CultureInfo.InvariantCulture),
                            date.Rejected.ToString("N0", CultureInfo.InvariantCulture),
                            date.LastRun?.ToString(CultureInfo.InvariantCulture) ?? "",
                            date.Verdict is { } verdict ? Words.Of(verdict) : "not run",
                            Standing(date),
                            date.Stale is { } stale ? Words.Of(stale) : "",
                        ]
                ),
            ]
        );
        foreach (var date in dates.Where(date => date.Verdict == Verdict.Fail))
        {
            writer.WriteLine();
            var standing =
                date.Waiver is { } waiver ? $"run {date.PublishedRun} is published under waiver {waiver}"
                : date.PublishedRun is { } run ? $"the figures of run {run} stay published"
                : "nothing is published";
            writer.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{date.Date:yyyy-MM-dd} was held back by run {date.LastRun}; {standing}:"
                )
            );
            foreach (var found in date.Findings.Where(found => found.Verdict == Verdict.Fail))
            {
                writer.WriteLine(
                    string.Create(CultureInfo.InvariantCulture, $"  {found.CheckName}: {found.FailedRows:N0} rows")
                );
                foreach (var sample in JsonSerializer.Deserialize<List<JsonElement>>(found.Samples)!.Take(5))
                    writer.WriteLine($"    {sample.GetRawText()}");
            }
        }
    }
}
