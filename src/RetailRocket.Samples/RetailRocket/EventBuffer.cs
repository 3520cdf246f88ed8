using RetailRocket.Samples.Chance;
using RetailRocket.Samples.Files;

namespace RetailRocket.Samples.RetailRocket;

/// <summary>The events until they are written: the file is in no order of time, so all of them must be known first.</summary>
internal sealed class EventBuffer(int capacity)
{
    private const int View = -1;
    private const int Cart = -2;
    private const int TransactionWithoutId = -3;

    private readonly long[] _timestamps = new long[capacity];
    private readonly int[] _visitors = new int[capacity];
    private readonly int[] _items = new int[capacity];

    // The number of the order, or one of the constants above.
    private readonly int[] _kinds = new int[capacity];

    public int Count { get; private set; }

    public void AddView(long timestamp, int visitor, int item) => Add(timestamp, visitor, item, View);

    public void AddCart(long timestamp, int visitor, int item) => Add(timestamp, visitor, item, Cart);

    /// <param name="timestamp">Milliseconds since 1970 UTC.</param>
    /// <param name="visitor">Number of the visitor.</param>
    /// <param name="item">Index in the catalogue.</param>
    /// <param name="order">Number of the order; null when the row has lost its transaction id.</param>
    public void AddTransaction(long timestamp, int visitor, int item, int? order) =>
        Add(timestamp, visitor, item, order ?? TransactionWithoutId);

    /// <summary>Writes all events in random order, their numbers replaced by the ids that the file shows.</summary>
    public void Write(
        SampleFolder folder,
        ItemCatalog catalog,
        int[] visitorIds,
        int[] transactionIds,
        SampleRandom random
    )
    {
        var rows = new int[Count];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
        }

        random.Shuffle<int>(rows);
        folder.Write(
            "events.csv",
            "timestamp,visitorid,event,itemid,transactionid",
            rows.Length,
            writer =>
            {
                foreach (var row in rows)
                {
                    var kind = _kinds[row];
                    writer.Number(_timestamps[row]);
                    writer.Comma();
                    writer.Number(visitorIds[_visitors[row]]);
                    writer.Text(
                        kind switch
                        {
                            View => ",view,"u8,
                            Cart => ",addtocart,"u8,
                            _ => ",transaction,"u8,
                        }
                    );
                    writer.Number(catalog.Id(_items[row]));
                    writer.Comma();
                    if (kind >= 0)
                    {
                        writer.Number(transactionIds[kind]);
                    }

                    writer.EndRow();
                }
            }
        );
    }

    private void Add(long timestamp, int visitor, int item, int kind)
    {
        _timestamps[Count] = timestamp;
        _visitors[Count] = visitor;
        _items[Count] = item;
        _kinds[Count] = kind;
        Count++;
    }
}
