using System.Globalization;
using System.Text;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>Writes small source folders of the retailrocket pipeline.</summary>
public sealed class EventFiles : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly List<string> events = [];

    public string Path => folder.Path;

    /// <param name="localTime">Time in Asia/Seoul, such as <c>2015-06-01 10:00:00</c>.</param>
    public EventFiles Event(string localTime, int visitor, string type, int item = 1, string transaction = "")
    {
        var instant = DateTimeOffset.ParseExact(
            localTime + " +09:00",
            "yyyy-MM-dd HH:mm:ss zzz",
            CultureInfo.InvariantCulture
        );
        events.Add(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{instant.ToUnixTimeMilliseconds()},{visitor},{type},{item},{transaction}"
            )
        );
        return this;
    }

    /// <summary>A line as it stands, good or bad.</summary>
    public EventFiles Line(string line)
    {
        events.Add(line);
        return this;
    }

    /// <summary>A few ordinary visitors on each date: views, some carts, one order.</summary>
    public EventFiles Days(string from, int days)
    {
        var first = EngineHost.Day(from);
        for (var day = 0; day < days; day++)
        {
            var date = first.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            for (var visitor = 1; visitor <= 6; visitor++)
                Event($"{date} 10:0{visitor}:00", 100 * day + visitor, "view", visitor);
            Event($"{date} 10:11:00", 100 * day + 1, "addtocart", 1);
            Event($"{date} 10:12:00", 100 * day + 1, "transaction", 1, $"{1000 + day}");
            Event($"{date} 11:00:00", 100 * day + 2, "addtocart", 2);
        }
        return this;
    }

    /// <summary>The lines of another after these; the other is closed.</summary>
    public EventFiles Concat(EventFiles other)
    {
        events.AddRange(other.events);
        other.Dispose();
        return this;
    }

    public EventFiles Write(string name = "events.csv")
    {
        var text = new StringBuilder("timestamp,visitorid,event,itemid,transactionid\n");
        foreach (var line in events)
            text.Append(line).Append('\n');
        folder.Write(name, text.ToString());
        folder.Write("category_tree.csv", "categoryid,parentid\n1,\n2,1\n3,1\n");
        folder.Write(
            "item_properties_part1.csv",
            "timestamp,itemid,property,value\n1430000000000,1,categoryid,2\n1430000000000,2,categoryid,3\n1430000000000,1,available,1\n"
        );
        return this;
    }

    public void Dispose() => folder.Dispose();
}
