namespace RetailRocket.Pipeline.Landing.Values;

/// <summary>Days counted from 1970-01-01, and where PostgreSQL's own count begins.</summary>
internal static class DayNumber
{
    public const long MillisecondsPerDay = 86_400_000;
    public const long MicrosecondsPerDay = MillisecondsPerDay * 1000;

    /// <summary>2000-01-01, from which PostgreSQL counts days and microseconds.</summary>
    public const int PostgresEpoch = 10_957;

    private static readonly int UnixEpoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Last day that <see cref="DateOnly"/> holds.</summary>
    public static readonly int Last = DateOnly.MaxValue.DayNumber - UnixEpoch;

    public static DateOnly ToDate(int day) => DateOnly.FromDayNumber(day + UnixEpoch);

    public static int Of(int year, int month, int day) => new DateOnly(year, month, day).DayNumber - UnixEpoch;

    public static long FloorDivide(long value, long divisor) =>
        value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor);
}
