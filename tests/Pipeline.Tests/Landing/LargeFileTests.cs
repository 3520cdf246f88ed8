using System.Diagnostics;
using System.Text;

namespace RetailRocket.Pipeline.Tests.Landing;

public sealed class LargeFileTests
{
    private static readonly byte[] Header = Encoding.UTF8.GetBytes("timestamp,visitorid,event,itemid,transactionid\n");

    [Fact]
    public async Task Land_LineOf200Megabytes_IsQuarantinedInBoundedMemory()
    {
        const long Length = 200L * 1024 * 1024;
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        var path = Path.Combine(database.Folder, "events.csv");
        await using (var file = File.Create(path))
        {
            file.Write(Header);
            file.Write("1433193132535,1,view,2,\n1433193132536,1,"u8);
            var block = Encoding.UTF8.GetBytes(new string('x', 1024 * 1024));
            for (var written = 16L; written < Length; written += block.Length)
                file.Write(block.AsSpan(0, (int)Math.Min(block.Length, Length - written)));
            file.Write("\r\n1433193132537,2,view,2,\n"u8);
        }
        long peak = 0;
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = new CallbackProgress(_ => peak = Math.Max(peak, GC.GetTotalMemory(false) - before));

        var report = await database.LandAsync(null, watch);

        Assert.Equal((2, 1), (report.Files[0].Rows, report.Files[0].Rejected));
        var line = Assert.Single(await database.QuarantineAsync());
        Assert.StartsWith(
            $"3|2015-06-02|the line is {Length} bytes long; at most 1048576 are read|1433193132536,1,xxx",
            line,
            StringComparison.Ordinal
        );
        Assert.Equal(8192, line[(line.LastIndexOf('|') + 1)..].Length);
        Assert.Equal(["2", "4"], await database.RowsAsync("select line_no::text from lab.raw_events order by line_no"));
        // Other tests run in the same process; a line held as bytes would take 200 MiB, as text 400.
        Assert.InRange(peak, 0, 120L * 1024 * 1024);
    }

    [Fact]
    public async Task Land_LongLinesWhereverTheyFall_GiveTheSameFingerprint()
    {
        // The window is filled at other places in the second file; what is known of the long line must not depend on it.
        await using var one = await LandingDatabase.CreateAsync(TestPipeline.Events);
        await using var two = await LandingDatabase.CreateAsync(TestPipeline.Events);
        var shortLines = string.Concat(Enumerable.Range(0, 9000).Select(i => $"1433193132535,{i},view,2,\n"));
        var longLine = $"1433193132535,1,{new string('y', 150_000)},2,\n";
        var options = new Pipeline.Landing.LandingOptions { MaxRecordBytes = 64 * 1024 };
        one.Write("events.csv", Encoding.UTF8.GetString(Header) + longLine + shortLines);
        two.Write("events.csv", Encoding.UTF8.GetString(Header) + shortLines + longLine.Replace("\n", "\r\n"));

        await one.LandAsync(options);
        await two.LandAsync(options);

        Assert.Equal(await one.SourceDatesAsync(), await two.SourceDatesAsync());
        Assert.StartsWith(
            "events|2015-06-02|9000|1|",
            Assert.Single(await one.SourceDatesAsync()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Land_MoreRejectsThanMemoryHolds_KeepsThemAll()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        var filler = new string('z', 300);
        var lines = Enumerable
            .Range(0, 40_000)
            .Select(i => i % 2 == 0 ? $"1433193132535,{i},view,2,\n" : $"1433193132535,{filler},view,2,\n");
        database.Write("events.csv", Encoding.UTF8.GetString(Header) + string.Concat(lines));

        var report = await database.LandAsync();

        Assert.Equal((20_000, 20_000), (report.Files[0].Rows, report.Files[0].Rejected));
        Assert.Equal(
            ["20000|20000"],
            await database.RowsAsync(
                "select (select count(*) from lab.raw_events)::text, (select count(*) from ops.quarantine)::text"
            )
        );
    }

    [Fact]
    public async Task Land_EveryLineWithAStrayQuote_EndsInReasonableTime()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        var lines = Enumerable
            .Range(0, 30_000)
            .Select(i => i % 3 == 0 ? $"1433193132535,{i},view,2,\n" : $"1433193132535,{i},\"view,2,\n");
        database.Write("events.csv", Encoding.UTF8.GetString(Header) + string.Concat(lines));
        var started = Stopwatch.GetTimestamp();

        var report = await database.LandAsync();

        Assert.Equal((10_000, 20_000), (report.Files[0].Rows, report.Files[0].Rejected));
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60));
    }
}
