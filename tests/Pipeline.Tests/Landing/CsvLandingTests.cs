namespace RetailRocket.Pipeline.Tests.Landing;

public sealed class CsvLandingTests
{
    private const string Header = "timestamp,visitorid,event,itemid,transactionid\n";
    private const string Rows =
        "select line_no::text, timestamp_ms::text, event_type, transaction_id::text from lab.raw_events order by line_no";

    [Fact]
    public async Task Land_PlainFile_HasEveryRowWithItsLine()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        database.Write("events.csv", Header + "1433193132535,1,view,2,\n\n1433193132536,1,transaction,2,77");

        var report = await database.LandAsync();

        var file = Assert.Single(report.Files);
        Assert.Equal((2, 0, 0), (file.Rows, file.Rejected, file.Undated));
        Assert.Equal(new DateOnly(2015, 6, 2), file.FirstDate);
        Assert.Equal(["2|1433193132535|view|~", "4|1433193132536|transaction|77"], await database.RowsAsync(Rows));
    }

    [Fact]
    public async Task Land_ByteOrderMarkAndCrLfAndOtherColumnOrder_AreRead()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        database.Write(
            "events.csv",
            "\uFEFFextra, event ,transactionid,visitorid,itemid,timestamp\r\nx,view,,1,2, 1433193132535 \r\ny,,9,1,2,+5\r\n"
        );

        await database.LandAsync();

        Assert.Equal(["2|1433193132535|view|~", "3|5|~|9"], await database.RowsAsync(Rows));
        Assert.Empty(await database.QuarantineAsync());
    }

    [Fact]
    public async Task Land_QuotedCommasNewlinesAndQuotes_AreText()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        database.Write(
            "events.csv",
            Header
                + "1433193132535,1,\"a,b\nc \"\"d\"\"\",2,\n\"1433193132536\",1,5\" pipe,2,\"\"\n1433193132537,1,\"\",2,\n"
        );

        await database.LandAsync();

        Assert.Equal(
            ["2|1433193132535|a,b\nc \"d\"|~", "4|1433193132536|5\" pipe|~", "5|1433193132537|~|~"],
            await database.RowsAsync(Rows)
        );
        Assert.Empty(await database.QuarantineAsync());
    }

    [Fact]
    public async Task Land_LinesOfEveryWrongKind_AreQuarantinedWithReasonDateAndText()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        database.Write(
            "events.csv",
            Header
                + "1433193132535,abc,view,2,\n" // 2
                + "1433193132535,99999999999,view,2,\n" // 3
                + "1433193132535,1,view,2,99999999999999999999\n" // 4
                + "1433193132535,1,view,2,,\n" // 5
                + "1433193132535,1,view,2\n" // 6
                + "never,1,view,2,\n" // 7
                + "9999999999999999,1,view,2,\n" // 8
                + "1433193132535,1,\"vi\"ew,2,\n" // 9
                + "1433193132535,1,view,2,\n" // 10
                + "1433193132535,1,\"view,2,\n" // 11
        );

        var report = await database.LandAsync();

        Assert.Equal((1, 9), (report.Files[0].Rows, report.Files[0].Rejected));
        var lines = await database.QuarantineAsync();
        Assert.Equal(
            [
                "2|2015-06-02|column visitorid: expected a whole number",
                "3|2015-06-02|column visitorid: out of range for int (-2147483648 to 2147483647)",
                "4|2015-06-02|column transactionid: out of range for bigint (-9223372036854775808 to 9223372036854775807)",
                "5|2015-06-02|too many fields: found 6, expected 5",
                "6|2015-06-02|too few fields: found 4, expected 5",
                "7|~|column timestamp: expected a whole number",
                "8|~|column timestamp: not a date of the years 1 to 9999; expected a whole number in the unit that pipeline.yml says",
                "9|2015-06-02|text after the closing quote of a field: expected a separator or the line's end",
                "11|2015-06-02|a quote is opened and not closed as expected within its record (a record may span 1000 lines "
                    + "and 1048576 bytes, and must have as many fields as the header)",
            ],
            lines.Select(line => line[..line.LastIndexOf('|')])
        );
        Assert.EndsWith("|1433193132535,1,\"view,2,", lines[^1], StringComparison.Ordinal);
        Assert.StartsWith(
            "events|2015-06-02|1|7|",
            Assert.Single(await database.SourceDatesAsync()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Land_StrayQuoteInTheMiddle_CostsItsLineOnly()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        var lines = Enumerable.Range(0, 5000).Select(i => $"{1433193132535 + i},1,view,2,").ToArray();
        lines[10] = "1433193132545,1,\"view,2,";
        lines[20] = "1433193132555,1,\"view,2,";
        lines[3000] = "1433193135535,1,\"view,2,";
        database.Write("events.csv", Header + string.Join('\n', lines));

        var report = await database.LandAsync();

        Assert.Equal((4997, 3), (report.Files[0].Rows, report.Files[0].Rejected));
        Assert.Equal(["12", "22", "3002"], (await database.QuarantineAsync()).Select(line => line.Split('|')[0]));
        Assert.Equal(
            ["4997|5001"],
            await database.RowsAsync("select count(distinct line_no)::text, max(line_no)::text from lab.raw_events")
        );
    }

    [Fact]
    public async Task Land_QuoteAsTextAndUnclosedQuoteInOneLine_RejectsTheLine()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        const string Bad = "1433193132535,1,5\" pipe,\"2,";
        database.Write("events.csv", Header + Bad + "\n1433193132536,1,view,2,\n" + Bad);

        await database.LandAsync();

        Assert.Equal(["2", "4"], (await database.QuarantineAsync()).Select(line => line.Split('|')[0]));
        Assert.Equal(["3|1433193132536|view|~"], await database.RowsAsync(Rows));
    }

    [Fact]
    public async Task Land_BytesThatAreNoText_AreQuarantinedStorably()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        var content = new List<byte>();
        content.AddRange(System.Text.Encoding.UTF8.GetBytes(Header + "1433193132535,1,v"));
        content.AddRange([0xE9, (byte)'w', 0xFF]);
        content.AddRange(
            System.Text.Encoding.UTF8.GetBytes(",2,\n1433193132536,1,vi\0w,2,\n1433193132537,1,조회,2,\n")
        );
        content.AddRange([0xFF, 0xFE]);
        content.AddRange(System.Text.Encoding.UTF8.GetBytes(",1,view,2,\n1433193132538,1,view,2,\n"));
        database.Write("events.csv", [.. content]);

        await database.LandAsync();

        Assert.Equal(
            [
                "2|2015-06-02|not valid UTF-8: 0xE9 at byte 18, 0xFF at byte 20|1433193132535,1,v\uFFFDw\uFFFD,2,",
                "3|2015-06-02|NUL byte at byte 19 of the record; expected text|1433193132536,1,vi\uFFFDw,2,",
                "5|~|not valid UTF-8: 0xFF at byte 1, 0xFE at byte 2|\uFFFD\uFFFD,1,view,2,",
            ],
            await database.QuarantineAsync()
        );
        Assert.Equal(["4|1433193132537|조회|~", "6|1433193132538|view|~"], await database.RowsAsync(Rows));
    }

    [Fact]
    public async Task Land_EpochOfZeroOrLessOrNone_IsUndated()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        database.Write("events.csv", Header + "0,1,view,2,\n-5,1,view,2,\n,1,view,2,\n1433193132535,1,view,2,\n");

        var report = await database.LandAsync();

        Assert.Equal((4, 3), (report.Files[0].Rows, report.Files[0].Undated));
        Assert.Equal(
            ["4|0|3"],
            await database.RowsAsync("select rows::text, rejected::text, undated::text from ops.source_files")
        );
        Assert.Single(await database.SourceDatesAsync());
    }

    [Fact]
    public async Task Land_LinesAroundMidnightOfTheZone_FallOnTheirOwnDays()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        var midnight = new DateTimeOffset(2015, 6, 2, 0, 0, 0, TimeSpan.FromHours(9)).ToUnixTimeMilliseconds();
        database.Write("events.csv", Header + $"{midnight - 1},1,view,2,\n{midnight},1,view,2,\n");

        await database.LandAsync();

        Assert.Equal(
            ["2015-06-01", "2015-06-02"],
            (await database.SourceDatesAsync()).Select(date => date.Split('|')[1])
        );
    }
}
