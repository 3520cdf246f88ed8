namespace RetailRocket.Web.Features.Runs;

/// <summary>Dates next to each other, and the tables that something happens to on all of them.</summary>
public sealed record TableSpan(DateOnly From, DateOnly To, IReadOnlyList<string> Tables)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>The fewest spans of dates with the same tables.</summary>
    public static IReadOnlyList<TableSpan> Of(IEnumerable<(DateOnly Date, IReadOnlyList<string> Tables)> dates)
    {
        ArgumentNullException.ThrowIfNull(dates);
        var spans = new List<TableSpan>();
        foreach (var (date, tables) in dates)
        {
            if (spans.Count > 0 && spans[^1].To.AddDays(1) == date && spans[^1].Tables.SequenceEqual(tables))
                spans[^1] = spans[^1] with { To = date };
            else
                spans.Add(new TableSpan(date, date, tables));
        }
        return spans;
    }
}
