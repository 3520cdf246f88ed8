using System.Globalization;

namespace RetailRocket.Pipeline.Runs;

/// <summary>Business dates from <paramref name="From"/> to <paramref name="To"/>, both included.</summary>
public readonly record struct DateRange(DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    public bool Contains(DateOnly date) => date >= From && date <= To;

    public IEnumerable<DateOnly> Dates()
    {
        for (var date = From; date <= To; date = date.AddDays(1))
            yield return date;
    }

    /// <summary>
    /// The fewest ranges that cover <paramref name="dates"/> without touching a date of <paramref name="barriers"/>.
    /// </summary>
    public static IReadOnlyList<DateRange> Cover(IEnumerable<DateOnly> dates, IReadOnlySet<DateOnly> barriers)
    {
        var ranges = new List<DateRange>();
        foreach (var date in dates.Distinct().Order())
        {
            if (ranges.Count > 0 && !HasBarrier(ranges[^1].To, date, barriers))
                ranges[^1] = ranges[^1] with { To = date };
            else
                ranges.Add(new DateRange(date, date));
        }
        return ranges;
    }

    private static bool HasBarrier(DateOnly after, DateOnly before, IReadOnlySet<DateOnly> barriers)
    {
        if (before.DayNumber - after.DayNumber - 1 > barriers.Count)
            return barriers.Any(barrier => barrier > after && barrier < before);
        for (var date = after.AddDays(1); date < before; date = date.AddDays(1))
            if (barriers.Contains(date))
                return true;
        return false;
    }

    public override string ToString() =>
        From == To
            ? From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd}..{To:yyyy-MM-dd}");
}
