using RetailRocket.Samples.Chance;

namespace RetailRocket.Samples.RetailRocket;

/// <summary>
/// Time within one visitor's date, in milliseconds: pauses between the events, some of them longer than the half hour that
/// ends a session, and a start by the hour of the day that keeps the whole visit within its business date.
/// </summary>
internal sealed class VisitClock(SampleRandom random)
{
    public const int HourMs = 3_600_000;

    private const int MinuteMs = 60_000;
    private const int DayMs = 24 * HourMs;

    // A visit that has grown this long goes on with short pauses only.
    private const int LongestMs = 20 * HourMs;

    private static readonly TimeSpan SeoulOffset = TimeSpan.FromHours(9);

    private static readonly QuantileTable Browse = new(
        3_000,
        14_000,
        28_000,
        45_000,
        70_000,
        110_000,
        190_000,
        360_000,
        900_000
    );
    private static readonly QuantileTable Decide = new(8_000, 25_000, 50_000, 95_000, 280_000);
    private static readonly QuantileTable Pay = new(40_000, 120_000, 210_000, 350_000, 800_000);
    private static readonly QuantileTable Away = new(
        40 * MinuteMs,
        75 * MinuteMs,
        130 * MinuteMs,
        4 * HourMs,
        9 * HourMs
    );

    private static readonly WeightedChoice Hours = new([
        30,
        18,
        11,
        7,
        5,
        6,
        11,
        20,
        34,
        46,
        52,
        54,
        55,
        56,
        54,
        52,
        51,
        50,
        49,
        52,
        62,
        70,
        66,
        49,
    ]);

    /// <summary>Offset of the latest event from the visit's first.</summary>
    public int Now { get; private set; }

    private bool _started;

    public void Reset()
    {
        Now = 0;
        _started = false;
    }

    public int BeforeView()
    {
        var chance = random.Fraction();
        return Pass(
            chance < 0.885 ? Browse.Pick(random)
            // Around the half hour, where session rules differ: short of it, exactly at it, and just over it.
            : chance < 0.910 ? random.Between(25 * MinuteMs, (30 * MinuteMs) - 1)
            : chance < 0.911 ? 30 * MinuteMs
            : chance < 0.935 ? random.Between((30 * MinuteMs) + 1, 34 * MinuteMs)
            : Away.Pick(random)
        );
    }

    public int BeforeCart() => Pass(Decide.Pick(random));

    public int BeforeOrder() => Pass(random.Chance(0.88) ? Pay.Pick(random) : Away.Pick(random));

    /// <summary>The rows of one order lie within a fraction of a second.</summary>
    public int BeforeOrderLine() => Now += random.Between(1, 40);

    /// <summary>Instant of the visit's first event, in ms since 1970 UTC.</summary>
    /// <param name="date">Business date in Asia/Seoul, which had no summer time in these years.</param>
    /// <param name="localStart">The same as ms since local midnight.</param>
    public long Start(DateOnly date, out int localStart)
    {
        localStart = (Hours.Pick(random) * HourMs) + random.Below(HourMs);
        for (var i = 0; i < 8 && localStart + Now >= DayMs; i++)
        {
            localStart = (Hours.Pick(random) * HourMs) + random.Below(HourMs);
        }

        if (localStart + Now >= DayMs)
        {
            localStart = random.Below(DayMs - Now);
        }

        var midnight = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), SeoulOffset);
        return midnight.ToUnixTimeMilliseconds() + localStart;
    }

    private int Pass(int pause)
    {
        if (!_started)
        {
            _started = true;
            return Now;
        }

        return Now += Now + pause <= LongestMs ? pause : random.Between(500, 4_000);
    }
}
