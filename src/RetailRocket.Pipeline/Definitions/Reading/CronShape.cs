using System.Text.RegularExpressions;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>
/// Catches what people get wrong in a Quartz cron expression: the five fields of Unix, and the question mark. Ranges and names
/// are the scheduler's to judge.
/// </summary>
internal static partial class CronShape
{
    private const string Fields = "seconds minutes hours day-of-month month day-of-week [year]";

    /// <summary>What is wrong, to follow the expression in a sentence; null when nothing is.</summary>
    public static string? Problem(string cron)
    {
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length is < 6 or > 7)
        {
            return $"has {fields.Length} fields; Quartz reads 6 or 7: {Fields}. Every day at nine is \"0 0 9 * * ?\".";
        }
        if (fields.FirstOrDefault(f => !Shape().IsMatch(f)) is { } wrong)
        {
            return $"has \"{wrong}\" where a number, a name, a range or * is expected. The fields are: {Fields}.";
        }
        var questions = fields.Count(f => f == "?");
        return questions != 1 || (fields[3] != "?" && fields[5] != "?")
            ? "must have a ? in one of day-of-month and day-of-week, the one that the other decides: \"0 0 9 * * ?\"."
            : null;
    }

    [GeneratedRegex(@"^(\?|[0-9A-Za-z*/,#-]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
