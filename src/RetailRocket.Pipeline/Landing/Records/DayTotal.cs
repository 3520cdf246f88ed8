namespace RetailRocket.Pipeline.Landing.Records;

/// <summary>What a file holds of one business date.</summary>
internal sealed class DayTotal
{
    public long Rows { get; set; }
    public long Rejected { get; set; }

    /// <summary>Wrapping sum of <see cref="Values.RecordHash"/> over the rows and rejected lines of the date.</summary>
    public long Fingerprint { get; set; }
}
