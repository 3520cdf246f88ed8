using System.CommandLine;
using System.Globalization;
using System.Text.Json.Serialization;
using RetailRocket.Pipeline.Explaining;

namespace RetailRocket.Web.Cli;

/// <summary><c>pipeline what-if NAME</c>: a range's figures under other definitions, beside what is published.</summary>
internal static class WhatIfCommand
{
    public static Command Create()
    {
        var name = Options.Pipeline();
        var from = Options.From("First business date");
        var to = Options.To("Last business date");
        var command = new Command("what-if", "A range under other definitions; never published") { name, from, to };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var range = DateArguments.Range(null, parsed.GetValue(from), parsed.GetValue(to));
                return CommandLine.WithSessionAsync(
                    parsed,
                    async (session, output) =>
                    {
                        var answer = await session
                            .Get<WhatIfReader>()
                            .ReadAsync(session.Catalog.Get(parsed.GetValue(name)!), range, cancellationToken);
                        output.Write(Json(answer), writer => Write(writer, answer));
                        return ExitCode.Done;
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static object Json(WhatIfAnswer answer) =>
        new
        {
            answer.Pipeline,
            answer.Range.From,
            answer.Range.To,
            dates = answer.Dates.Count,
            published = Figures(answer, answer.Published),
            alternatives = answer.Alternatives.Select(figures => Figures(answer, figures)).ToList(),
        };

    private static object Figures(WhatIfAnswer answer, WhatIfFigures figures) =>
        new
        {
            figures.Name,
            setting = figures.Setting is { } setting ? new { setting.Name, setting.Value } : null,
            figures.Counts,
            rates = answer.Metrics.ToDictionary(
                metric => metric.Name,
                metric => new Rate(figures.Rate(metric), figures.Rate(metric) - answer.Published.Rate(metric))
            ),
        };

    private static void Write(TextWriter writer, WhatIfAnswer answer)
    {
        writer.WriteLine($"{answer.Pipeline} {answer.Range} under other definitions. Nothing of this is published.");
        writer.WriteLine();
        TextTable.Write(
            writer,
            ["definition", .. answer.Published.Counts.Keys, .. answer.Metrics.Select(metric => metric.Name)],
            [
                .. answer
                    .Alternatives.Prepend(answer.Published)
                    .Select(figures =>
                        (IReadOnlyList<string>)
                            [
                                figures.Name,
                                .. answer.Published.Counts.Keys.Select(count =>
                                    figures.Counts[count].ToString("N0", CultureInfo.InvariantCulture)
                                ),
                                .. answer.Metrics.Select(metric =>
                                    figures.Rate(metric) is { } rate
                                        ? rate.ToString("P2", CultureInfo.InvariantCulture)
                                        : ""
                                ),
                            ]
                    ),
            ]
        );
    }

    /// <summary>Shares; null where there is nothing to divide by.</summary>
    private sealed record Rate(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] decimal? Value,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] decimal? DifferenceToPublished
    );
}
