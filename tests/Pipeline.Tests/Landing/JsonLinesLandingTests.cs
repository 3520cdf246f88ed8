using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Tests.Landing;

public sealed class JsonLinesLandingTests
{
    private static readonly SourceDefinition Events = TestPipeline.Source(
        SourceFormat.JsonLines,
        new SourceDate("at", SourceDateKind.Timestamp),
        ("id", SourceColumnType.Text),
        ("at", SourceColumnType.Timestamp),
        ("device.os", SourceColumnType.Text),
        ("n", SourceColumnType.Int),
        ("extra", SourceColumnType.Json)
    );

    private const string Rows =
        "select line_no::text, id, device_os, n::text, extra::text from lab.raw_things order by line_no";

    [Fact]
    public async Task Land_ObjectsOfAnyShape_FillTheirColumns()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Of(Events));
        database.Write(
            "a.jsonl",
            "\uFEFF{\"id\":\"a\",\"at\":\"2015-06-16T20:00:00Z\",\"device\":{\"os\":\"ios\",\"x\":[1,{\"os\":2}]},\"n\":7,\"extra\":{\"k\": [1, 2]}}\r\n"
                + "\n   \n"
                + "{\"n\":\"8\",\"id\":\"q\\\"\\u00e9\\n\",\"at\":\"2015-06-16T01:00:00Z\",\"device\":null,\"extra\":\"s\"}\n"
                + "{\"id\":true,\"at\":null,\"device\":{},\"n\":null,\"extra\":null,\"id\":\"\"}"
        );

        var report = await database.LandAsync();

        Assert.Equal(["1|a|ios|7|{\"k\": [1, 2]}", "4|q\"é\n|~|8|\"s\"", "5|~|~|~|~"], await database.RowsAsync(Rows));
        Assert.Equal((3, 0, 1), (report.Files[0].Rows, report.Files[0].Rejected, report.Files[0].Undated));
        Assert.Equal(
            ["2015-06-16", "2015-06-17"],
            (await database.SourceDatesAsync()).Select(date => date.Split('|')[1])
        );
    }

    [Fact]
    public async Task Land_LinesOfEveryWrongKind_AreQuarantined()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Of(Events));
        database.Write(
            "a.jsonl",
            "{\"id\":\"ok\",\"at\":\"2015-06-16T01:00:00Z\"}\n"
                + "{\"at\":\"2015-06-16T01:00:00Z\",\"n\":\n"
                + "[1,2]\n"
                + "{\"at\":\"2015-06-16T01:00:00Z\",\"n\":1.5}\n"
                + "{\"at\":\"2015-06-16T01:00:00Z\",\"id\":{\"x\":1}}\n"
                + "{\"at\":\"2015-06-16T01:00:00Z\",\"id\":\"a\\u0000b\"}\n"
                + "{\"at\":\"2015-06-16T01:00:00Z\",\"id\":\"\\ud800\"}\n"
                + "{\"at\":\"2015-06-16T01:00:00Z\"} x\n"
                + "{\"at\":\"2015-06-16T01:00:00Z\",\"id\":\"a\0\"}\n"
        );

        await database.LandAsync();

        Assert.Equal(
            [
                "2|2015-06-16|not valid JSON",
                "3|~|expected a JSON object, such as {\"name\": 1}, on each line",
                "4|2015-06-16|column n: expected a whole number",
                "5|2015-06-16|column id: expected text, found an object or a list",
                "6|2015-06-16|column id: holds the character U+0000, which cannot be stored",
                "7|2015-06-16|column id: holds an escape that is not a Unicode character",
                "8|2015-06-16|not valid JSON",
                "9|2015-06-16|NUL byte at byte 37 of the record; expected text",
            ],
            (await database.QuarantineAsync()).Select(line => line[..line.LastIndexOf('|')])
        );
        Assert.Equal(["1|ok|~|~|~"], await database.RowsAsync(Rows));
    }

    [Fact]
    public async Task Land_LineLongerThanARecordMayBe_KeepsItsDateAndBeginning()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Of(Events));
        var line = "{\"at\":\"2015-06-16T01:00:00Z\",\"id\":\"" + new string('x', 900_000) + "\"}";
        database.Write("a.jsonl", "{\"id\":\"a\"}\n" + line + "\n{\"id\":\"b\"}\n");

        await database.LandAsync(new() { MaxRecordBytes = 64 * 1024 });

        var kept = Assert.Single(await database.QuarantineAsync());
        Assert.Equal($"2|2015-06-16|the line is {line.Length} bytes long; at most 65536 are read|{line[..8192]}", kept);
        Assert.Equal(["1|a|~|~|~", "3|b|~|~|~"], await database.RowsAsync(Rows));
    }
}
