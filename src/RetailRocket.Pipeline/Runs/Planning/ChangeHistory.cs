using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Runs.Planning;

/// <summary>The last change of each date of one source, asked for by a window that ends at a date.</summary>
internal sealed class ChangeHistory
{
    private readonly DateOnly[] dates;
    private readonly long[] changes;
    private readonly long[] runningMaximum;

    public ChangeHistory(SortedList<DateOnly, SourceDateState>? states)
    {
        dates = states?.Keys.ToArray() ?? [];
        changes = states?.Values.Select(state => state.ChangedSeq).ToArray() ?? [];
        runningMaximum = new long[changes.Length];
        long maximum = 0;
        for (var index = 0; index < changes.Length; index++)
            runningMaximum[index] = maximum = Math.Max(maximum, changes[index]);
    }

    /// <summary>The last change in the <paramref name="lookback"/> days before <paramref name="date"/> and on it; 0 for none.</summary>
    public long LastChange(DateOnly date, int lookback)
    {
        var end = Array.BinarySearch(dates, date);
        if (end < 0)
            end = ~end - 1;
        if (end < 0)
            return 0;
        if (lookback == ModelDefinition.AllHistory || lookback >= date.DayNumber)
            return runningMaximum[end];
        var first = date.AddDays(-lookback);
        long last = 0;
        for (var index = end; index >= 0 && dates[index] >= first; index--)
            last = Math.Max(last, changes[index]);
        return last;
    }
}
