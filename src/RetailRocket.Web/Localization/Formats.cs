using System.Globalization;

namespace RetailRocket.Web.Localization;

/// <summary>Numbers, dates and durations as pages write them, in the culture of the page. A missing value is <see cref="None"/>.</summary>
public static class Formats
{
    /// <summary>What stands where there is no value: not zero.</summary>
    public const string None = "–";

    // Keeps a number and its unit on one line.
    private const char Space = '\u00a0';

    public static string Count(long? value) => value?.ToString("N0", CultureInfo.CurrentCulture) ?? None;

    /// <summary><c>12,345</c>, <c>12.3 K</c>, <c>1.40 M</c>: for axes, where the place is small.</summary>
    public static string Short(decimal value) =>
        Math.Abs(value) switch
        {
            >= 1_000_000_000 => Scaled(value / 1_000_000_000, "B"),
            >= 1_000_000 => Scaled(value / 1_000_000, "M"),
            >= 10_000 => Scaled(value / 1_000, "K"),
            _ => value.ToString("#,0.##", CultureInfo.CurrentCulture),
        };

    /// <summary>A share from 0 to 1 as <c>2.41 %</c>.</summary>
    public static string Rate(decimal? share) =>
        share is { } value ? $"{(value * 100).ToString("N2", CultureInfo.CurrentCulture)}{Space}%" : None;

    /// <summary>The difference of two shares as <c>-0.70 pp</c>, always with its sign.</summary>
    public static string Points(decimal? difference) =>
        difference is { } value
            ? $"{(value * 100).ToString("+0.00;-0.00;0.00", CultureInfo.CurrentCulture)}{Space}pp"
            : None;

    /// <summary>A relative change of 0.29 as <c>+29 %</c>, with a decimal below ten.</summary>
    public static string Relative(decimal? change)
    {
        if (change is not { } value)
            return None;
        var percent = value * 100;
        var pattern = Math.Abs(percent) < 9.95m ? "+0.0;-0.0;0.0" : "+#,0;-#,0;0";
        return $"{percent.ToString(pattern, CultureInfo.CurrentCulture)}{Space}%";
    }

    public static string Number(decimal? value) => value?.ToString("N2", CultureInfo.CurrentCulture) ?? None;

    /// <summary><c>820 ms</c>, <c>1.2 s</c>, <c>3 m 04 s</c>, <c>2 h 05 m</c>.</summary>
    public static string Duration(TimeSpan? duration)
    {
        if (duration is not { } time)
            return None;
        var culture = CultureInfo.CurrentCulture;
        if (time.TotalSeconds >= 59.95)
            time = TimeSpan.FromSeconds(Math.Round(time.TotalSeconds));
        return time.TotalSeconds switch
        {
            < 0.9995 => string.Create(culture, $"{Math.Round(time.TotalMilliseconds):0}{Space}ms"),
            < 60 => string.Create(culture, $"{time.TotalSeconds:0.0}{Space}s"),
            < 3600 => string.Create(culture, $"{(int)time.TotalMinutes}{Space}m{Space}{time.Seconds:00}{Space}s"),
            _ => string.Create(culture, $"{(int)time.TotalHours}{Space}h{Space}{time.Minutes:00}{Space}m"),
        };
    }

    /// <summary><c>2015-06-16 (Tue)</c>, in Korean <c>2015-06-16 (화)</c>.</summary>
    public static string Date(DateOnly? date) =>
        date is { } day
            ? $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)} ({CultureInfo.CurrentUICulture.DateTimeFormat.GetAbbreviatedDayName(day.DayOfWeek)})"
            : None;

    /// <summary><c>2015-06-16</c>: for places where the weekday would only be noise, and for addresses.</summary>
    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>06-16</c>: for axes.</summary>
    public static string DayOfYear(DateOnly date) => date.ToString("MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Two dates as <c>2015-05-20 – 2015-06-16</c>.</summary>
    public static string Range(DateOnly from, DateOnly to) => from == to ? Date(from) : $"{Iso(from)} – {Iso(to)}";

    /// <summary>An instant in a zone as <c>2015-06-16 18:57:46</c>.</summary>
    public static string Instant(DateTimeOffset instant, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(instant, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A size as <c>12.3 MB</c>, in thousands.</summary>
    public static string Bytes(long? bytes) =>
        bytes switch
        {
            null => None,
            >= 1_000_000_000 => Scaled(bytes.Value / 1_000_000_000m, "GB"),
            >= 1_000_000 => Scaled(bytes.Value / 1_000_000m, "MB"),
            >= 1_000 => Scaled(bytes.Value / 1_000m, "kB"),
            _ => $"{bytes}{Space}B",
        };

    /// <summary>A figure by its kind.</summary>
    public static string Figure(decimal? value, FigureKind kind) =>
        kind switch
        {
            FigureKind.Count => Count(value is { } count ? (long)Math.Round(count) : null),
            FigureKind.Rate => Rate(value),
            FigureKind.Number => Number(value),
            FigureKind.Seconds => Duration(value is { } seconds ? TimeSpan.FromSeconds((double)seconds) : null),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>A figure where the place is small: an axis.</summary>
    public static string Axis(decimal value, FigureKind kind) =>
        kind switch
        {
            FigureKind.Rate => $"{(value * 100).ToString("0.##", CultureInfo.CurrentCulture)}{Space}%",
            FigureKind.Seconds => Duration(TimeSpan.FromSeconds((double)value)),
            _ => Short(value),
        };

    /// <summary>The change from one figure to another: points for rates, else relative.</summary>
    public static string Change(decimal? now, decimal? before, FigureKind kind) =>
        kind == FigureKind.Rate ? Points(now - before)
        : before is null or 0 ? None
        : Relative((now - before) / Math.Abs(before.Value));

    private static string Scaled(decimal value, string unit) =>
        $"{value.ToString(Math.Abs(value) < 10 ? "0.00" : "0.0", CultureInfo.CurrentCulture)}{Space}{unit}";
}
