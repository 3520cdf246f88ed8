using System.CommandLine;
using System.Globalization;

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

    private static Option<DateOnly?> DateOption(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "YYYY-MM-DD",
            CustomParser = result =>
            {
                var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
                if (
                    DateOnly.TryParseExact(
                        text,
                        "yyyy-MM-dd",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out var date
                    )
                )
                    return date;
                result.AddError($"{name}: '{text}' is not a date; write it as 2015-06-16.");
                return null;
            },
        };
}
