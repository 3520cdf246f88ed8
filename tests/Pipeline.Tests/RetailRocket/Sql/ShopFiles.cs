using System.Globalization;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.RetailRocket.Sql;

/// <summary>Source files of the retailrocket pipeline, line by line, with times in Asia/Seoul.</summary>
public sealed class ShopFiles : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly List<string> events = ["timestamp,visitorid,event,itemid,transactionid"];
    private readonly List<string> categories = ["categoryid,parentid"];
    private readonly SortedDictionary<string, List<string>> properties = new(StringComparer.Ordinal);

    public string Path => folder.Path;

    /// <param name="time">Local time, such as <c>2015-06-01 10:00:00.000</c>.</param>
    public ShopFiles Event(string time, int visitor, string type = "view", int item = 1, string order = "")
    {
        events.Add(
            string.Create(CultureInfo.InvariantCulture, $"{Milliseconds(time)},{visitor},{type},{item},{order}")
        );
        return this;
    }

    public ShopFiles Category(int id, int? parent = null)
    {
        categories.Add(string.Create(CultureInfo.InvariantCulture, $"{id},{parent}"));
        return this;
    }

    public ShopFiles Property(string time, int item, string property, string value, string file = "item_properties.csv")
    {
        if (!properties.TryGetValue(file, out var lines))
            properties[file] = lines = ["timestamp,itemid,property,value"];
        lines.Add(string.Create(CultureInfo.InvariantCulture, $"{Milliseconds(time)},{item},{property},{value}"));
        return this;
    }

    public ShopFiles Write()
    {
        folder.Write("events.csv", Text(events));
        folder.Write("category_tree.csv", Text(categories));
        foreach (var (file, lines) in properties)
            folder.Write(file, Text(lines));
        return this;
    }

    public void Dispose() => folder.Dispose();

    private static string Text(List<string> lines) => string.Join('\n', lines) + "\n";

    private static long Milliseconds(string time) =>
        DateTimeOffset
            .ParseExact(time + " +09:00", "yyyy-MM-dd HH:mm:ss.fff zzz", CultureInfo.InvariantCulture)
            .ToUnixTimeMilliseconds();
}
