namespace RetailRocket.Web.Features.Targets;

/// <summary>Keys of the words for segments, their conditions, events and encodings.</summary>
public static class TargetWords
{
    /// <summary>Key of a segment's name.</summary>
    public static string Segment(string segment) =>
        segment switch
        {
            TargetLists.CartAbandoners => "Segment.CartAbandoners",
            TargetLists.HighIntentViewers => "Segment.HighIntentViewers",
            TargetLists.RepeatBuyers => "Segment.RepeatBuyers",
            _ => throw new ArgumentOutOfRangeException(nameof(segment), segment, "There is no such segment."),
        };

    /// <summary>Key of who is in it.</summary>
    public static string SegmentAbout(string segment) =>
        segment switch
        {
            TargetLists.CartAbandoners => "Segment.CartAbandonersAbout",
            TargetLists.HighIntentViewers => "Segment.HighIntentViewersAbout",
            TargetLists.RepeatBuyers => "Segment.RepeatBuyersAbout",
            _ => throw new ArgumentOutOfRangeException(nameof(segment), segment, "There is no such segment."),
        };

    /// <summary>Key of what a condition counts.</summary>
    public static string Condition(string name) =>
        name switch
        {
            "carts_on_date" => "Condition.CartsOnDate",
            "orders_on_date" => "Condition.OrdersOnDate",
            "views_7d" => "Condition.Views",
            "carts_7d" => "Condition.Carts",
            "orders_7d" => "Condition.Orders",
            "orders_to_date" => "Condition.OrdersToDate",
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such condition."),
        };

    /// <summary>Key of an event's type; null for a type that is not one of the shop's three.</summary>
    public static string? Event(string? type) =>
        type switch
        {
            "view" => "Event.View",
            "addtocart" => "Event.Cart",
            "transaction" => "Event.Order",
            _ => null,
        };

    /// <summary>Name of an encoding, the same in every language.</summary>
    public static string Encoding(FileEncoding encoding) =>
        encoding switch
        {
            FileEncoding.Utf8Bom => "UTF-8 + BOM",
            FileEncoding.Utf8 => "UTF-8",
            FileEncoding.Cp949 => "CP949",
            _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
        };

    /// <summary>Key of what an encoding is good for.</summary>
    public static string EncodingAbout(FileEncoding encoding) =>
        encoding switch
        {
            FileEncoding.Utf8Bom => "Encoding.BomAbout",
            FileEncoding.Utf8 => "Encoding.PlainAbout",
            FileEncoding.Cp949 => "Encoding.KoreanAbout",
            _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
        };
}
