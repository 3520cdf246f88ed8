namespace RetailRocket.Pipeline.Runs;

/// <summary>Which landed files hold rows of which dates.</summary>
internal sealed class RunFiles(IEnumerable<(int FileId, DateOnly Date)> dates)
{
    private readonly (int FileId, DateOnly Date)[] dates = [.. dates];

    public IReadOnlyList<int> Of(DateRange range) =>
        [.. dates.Where(entry => range.Contains(entry.Date)).Select(entry => entry.FileId).Distinct().Order()];
}
