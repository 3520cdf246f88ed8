using System.Globalization;

namespace RetailRocket.Pipeline.Tests.Samples;

/// <summary>A row of events.csv as its text says, read without any code of the product.</summary>
public sealed record EventRow(long TimestampMs, int Visitor, string Event, int Item, string TransactionId)
{
    public bool IsView => Event == "view";
    public bool IsCart => Event == "addtocart";
    public bool IsTransaction => Event == "transaction";
    public bool IsPurchase => IsTransaction && TransactionId.Length > 0;

    /// <summary>Seoul is nine hours ahead of UTC all year.</summary>
    public DateTime LocalTime => DateTime.UnixEpoch.AddMilliseconds(TimestampMs).AddHours(9);

    public DateOnly Date => DateOnly.FromDateTime(LocalTime);

    public static IEnumerable<EventRow> Read(string path) =>
        File.ReadLines(path)
            .Skip(1)
            .Select(line => line.Split(','))
            .Select(fields => new EventRow(
                long.Parse(fields[0], CultureInfo.InvariantCulture),
                int.Parse(fields[1], CultureInfo.InvariantCulture),
                fields[2],
                int.Parse(fields[3], CultureInfo.InvariantCulture),
                fields[4]
            ));
}
