using System.CommandLine;
using System.Globalization;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Cli;

/// <summary>Options and arguments that several commands share.</summary>
internal static class Options
{
    public static Option<string?> Data { get; } =
        new("--data")
        {
            Description = "Folder of the private server, exports and keys (default: data in the working folder)",
            HelpName = "DIR",
            Recursive = true,
        };

    public static Option<bool> Json { get; } =
        new("--json") { Description = "One JSON object on standard output", Recursive = true };

    public const string PipelineName = "NAME";

    public static Argument<string> Pipeline() =>
        new(PipelineName) { Description = "Pipeline, as pipeline list shows it" };

    public static Option<DateOnly?> Date(string description) => DateOption("--date", description);

    public static Option<DateOnly?> From(string description) => DateOption("--from", description);

    public static Option<DateOnly?> To(string description) => DateOption("--to", description);

    /// <summary>Dates as <c>2015-06-01..2015-06-07</c>, or one date; required.</summary>
    public static Option<DateRange?> Range(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "DATE..DATE",
            Required = true,
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                var ends = text.Split("..");
                if (ends.Length > 2 || !TryDate(ends[0], out var from) || !TryDate(ends[^1], out var to))
                    result.AddError(
                        $"{name}: '{text}' is not a range of dates; write it as 2015-06-01..2015-06-07, or 2015-06-16 for one date."
                    );
                else if (from > to)
                    result.AddError($"{name}: {ends[0]} is after {ends[1]}; a range starts with its earlier date.");
                else
                    return new DateRange(from, to);
                return null;
            },
        };

    private static Option<DateOnly?> DateOption(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "YYYY-MM-DD",
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                if (TryDate(text, out var date))
                    return date;
                result.AddError($"{name}: '{text}' is not a date; write it as 2015-06-16.");
                return null;
            },
        };

    private static bool TryDate(string text, out DateOnly date) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
}
