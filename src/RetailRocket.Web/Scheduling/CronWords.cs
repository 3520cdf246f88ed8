using System.Globalization;
using Microsoft.Extensions.Localization;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Scheduling;

/// <summary>A cron expression in words, for the shapes that people write; the others are left as they are.</summary>
public static class CronWords
{
    /// <returns>A phrase such as <c>every day at 09:00</c>, or the expression itself.</returns>
    public static string Of(string cron, IStringLocalizer<Text> words)
    {
        ArgumentNullException.ThrowIfNull(cron);
        ArgumentNullException.ThrowIfNull(words);
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length != 6 || fields[0] != "0")
            return cron;
        var (minute, hour, day, month, weekday) = (fields[1], fields[2], fields[3], fields[4], fields[5]);
        if (month != "*")
            return cron;
        var everyDay = day is "*" or "?" && weekday is "*" or "?";
        if (everyDay && hour == "*" && Step(minute) is { } minutes)
            return words["Cron.EveryMinutes", minutes];
        if (everyDay && hour == "*" && Number(minute, 59) is { } past)
            return words["Cron.Hourly", past];
        if (everyDay && Step(hour) is { } hours && Number(minute, 59) is not null)
            return words["Cron.EveryHours", hours];
        if (Number(hour, 23) is not { } at || Number(minute, 59) is not { } past60)
            return cron;
        var time = string.Create(CultureInfo.InvariantCulture, $"{at:00}:{past60:00}");
        if (everyDay)
            return words["Cron.Daily", time];
        if (day == "?" && weekday is "MON-FRI" or "2-6")
            return words["Cron.Weekdays", time];
        if (day == "?" && Weekday(weekday) is { } name)
            return words["Cron.Weekly", name, time];
        return weekday == "?" && Number(day, 31) is { } date ? words["Cron.Monthly", date, time] : cron;
    }

    private static int? Number(string field, int most) =>
        int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most
            ? number
            : null;

    private static int? Step(string field) =>
        field.StartsWith("0/", StringComparison.Ordinal) || field.StartsWith("*/", StringComparison.Ordinal)
            ? Number(field[2..], 59)
            : null;

    // Quartz counts from 1, Sunday.
    private static string? Weekday(string field)
    {
        string[] names = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
        var index = Number(field, 7) is { } number ? number - 1 : Array.IndexOf(names, field.ToUpperInvariant());
        return index < 0 ? null : CultureInfo.CurrentUICulture.DateTimeFormat.GetDayName((DayOfWeek)index);
    }
}
