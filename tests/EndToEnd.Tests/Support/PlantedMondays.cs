using System.Globalization;
using System.Text;

namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>
/// An app with three Mondays in it: 2015-06-01 as it should be, 2015-06-08 published under a pause of 31 minutes, and
/// 2015-06-15 held back because transaction ids are missing. On each, forty visitors come, ten buy, and ten others come back
/// after 30 min 30 s.
/// </summary>
public static class PlantedMondays
{
    public static async Task<AppProcess> StartAsync()
    {
        var app = await AppProcess.StartAsync("--no-sample");
        var source = Path.Combine(app.DataFolder, "planted");
        Directory.CreateDirectory(source);
        await WriteAsync(source);
        string[] run = ["pipeline", "run", "retailrocket"];
        await app.RunAsync(null, 3, [.. run, "--from", "2015-06-01", "--to", "2015-06-15", "--source", source]);
        // The pause between sessions is changed for one date.
        var longerPause = Path.Combine(app.DataFolder, "planted-sql");
        Pipelines.Copy(longerPause, "session_gap_minutes: { value: 30", "session_gap_minutes: { value: 31");
        await app.RunAsync(longerPause, 0, [.. run, "--date", "2015-06-08"]);
        return app;
    }

    private static async Task WriteAsync(string folder)
    {
        var events = new StringBuilder("timestamp,visitorid,event,itemid,transactionid\n");
        foreach (var day in (int[])[1, 8, 15])
            for (var visitor = 0; visitor < 40; visitor++)
            {
                Add(day, visitor, "12:00:00", "view", "");
                if (visitor < 10)
                    Add(day, visitor, "12:05:00", "transaction", day == 15 && visitor < 4 ? "" : $"{day}{visitor:00}");
                else if (visitor < 20)
                    Add(day, visitor, "12:30:30", "view", "");
            }
        await File.WriteAllTextAsync(Path.Combine(folder, "events.csv"), events.ToString());
        await File.WriteAllTextAsync(Path.Combine(folder, "category_tree.csv"), "categoryid,parentid\n1,\n");
        await File.WriteAllTextAsync(
            Path.Combine(folder, "item_properties_part1.csv"),
            "timestamp,itemid,property,value\n1430000000000,1,categoryid,1\n"
        );

        void Add(int day, int visitor, string time, string type, string order)
        {
            var instant = DateTimeOffset.Parse($"2015-06-{day:00} {time} +09:00", CultureInfo.InvariantCulture);
            events.AppendLine(
                CultureInfo.InvariantCulture,
                $"{instant.ToUnixTimeMilliseconds()},{day * 100 + visitor},{type},1,{order}"
            );
        }
    }
}
