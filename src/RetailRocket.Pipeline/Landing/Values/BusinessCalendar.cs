namespace RetailRocket.Pipeline.Landing.Values;

/// <summary>
/// Turns instants into days of one time zone, and local times into instants. The zone's offset is kept per UTC day, so a
/// row costs a division and a look-up; only the few days on which clocks change ask the zone itself. Not thread-safe.
/// </summary>
internal sealed class BusinessCalendar(TimeZoneInfo zone)
{
    private const int ClocksChange = int.MinValue;
    private readonly Dictionary<int, int> offsets = [];
    private int lastUtcDay = int.MinValue;
    private int lastOffset;

    /// <summary>The local day, counted from 1970-01-01, of an instant in milliseconds since then.</summary>
    public int DayOf(long unixMilliseconds)
    {
        var utcDay = (int)DayNumber.FloorDivide(unixMilliseconds, DayNumber.MillisecondsPerDay);
        var offset = OffsetOn(utcDay);
        if (offset == ClocksChange)
            offset = OffsetAt(unixMilliseconds);
        return (int)DayNumber.FloorDivide(unixMilliseconds + offset, DayNumber.MillisecondsPerDay);
    }

    /// <summary>The instant of a local time, both in microseconds since 1970-01-01. Of two possible instants the earlier.</summary>
    /// <returns>False when the zone's clocks skipped this time.</returns>
    public bool TryGetInstant(int localDay, long microsecondOfDay, out long unixMicroseconds)
    {
        var local = localDay * DayNumber.MicrosecondsPerDay + microsecondOfDay;
        var offset = OffsetOn(localDay - 1);
        if (offset == ClocksChange || offset != OffsetOn(localDay) || offset != OffsetOn(localDay + 1))
        {
            var time = DateTime.UnixEpoch.AddTicks(local * 10);
            time = DateTime.SpecifyKind(time, DateTimeKind.Unspecified);
            unixMicroseconds = 0;
            if (zone.IsInvalidTime(time))
                return false;
            var span = zone.IsAmbiguousTime(time) ? zone.GetAmbiguousTimeOffsets(time).Max() : zone.GetUtcOffset(time);
            offset = (int)span.TotalMilliseconds;
        }
        unixMicroseconds = local - offset * 1000L;
        return true;
    }

    /// <summary>Offset in milliseconds over a whole UTC day, or <see cref="ClocksChange"/>.</summary>
    private int OffsetOn(int utcDay)
    {
        if (utcDay == lastUtcDay)
            return lastOffset;
        if (!offsets.TryGetValue(utcDay, out var offset))
        {
            var start = utcDay * DayNumber.MillisecondsPerDay;
            offset = OffsetAt(start);
            if (offset != OffsetAt(start + DayNumber.MillisecondsPerDay - 1))
                offset = ClocksChange;
            offsets.Add(utcDay, offset);
        }
        (lastUtcDay, lastOffset) = (utcDay, offset);
        return offset;
    }

    private int OffsetAt(long unixMilliseconds)
    {
        var milliseconds = Math.Clamp(
            unixMilliseconds,
            -62_135_596_800_000, // 0001-01-01
            DayNumber.Last * DayNumber.MillisecondsPerDay
        );
        return (int)zone.GetUtcOffset(DateTime.UnixEpoch.AddMilliseconds(milliseconds)).TotalMilliseconds;
    }
}
