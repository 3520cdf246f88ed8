using RetailRocket.Pipeline.Landing.Values;

namespace RetailRocket.Pipeline.Landing.Records;

/// <summary>Counts of one file, in total and per business date. Not thread-safe.</summary>
internal sealed class FileTally
{
    private readonly Dictionary<int, DayTotal> days = [];
    private int lastDay = int.MinValue;
    private DayTotal lastTotal = new();

    public long Rows { get; private set; }
    public long Rejected { get; private set; }

    /// <summary>Rows without a business date.</summary>
    public long Undated { get; private set; }

    public DateOnly? FirstDate => days.Count == 0 ? null : DayNumber.ToDate(days.Keys.Min());
    public DateOnly? LastDate => days.Count == 0 ? null : DayNumber.ToDate(days.Keys.Max());

    /// <summary>Totals by date, ascending.</summary>
    public IEnumerable<(DateOnly Date, DayTotal Total)> Days =>
        days.OrderBy(day => day.Key).Select(day => (DayNumber.ToDate(day.Key), day.Value));

    public void AddRow() => Rows++;

    public void AddUndatedRow()
    {
        Rows++;
        Undated++;
    }

    public void AddRow(int day, long hash)
    {
        Rows++;
        var total = Of(day);
        total.Rows++;
        total.Fingerprint = unchecked(total.Fingerprint + hash);
    }

    public void AddReject() => Rejected++;

    public void AddReject(int day, long hash)
    {
        Rejected++;
        var total = Of(day);
        total.Rejected++;
        total.Fingerprint = unchecked(total.Fingerprint + hash);
    }

    private DayTotal Of(int day)
    {
        if (day == lastDay)
            return lastTotal;
        if (!days.TryGetValue(day, out var total))
            days.Add(day, total = new DayTotal());
        (lastDay, lastTotal) = (day, total);
        return total;
    }
}
