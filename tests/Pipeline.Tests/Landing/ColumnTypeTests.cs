using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Tests.Landing;

public sealed class ColumnTypeTests
{
    /// <summary>Lands one CSV column and returns the landed values as PostgreSQL prints them, then the reasons of rejects.</summary>
    private static async Task<(List<string> Values, List<string> Reasons)> LandAsync(
        SourceColumnType type,
        string zone,
        params string[] texts
    )
    {
        var source = TestPipeline.Source(SourceFormat.Csv, null, ("v", type), ("n", SourceColumnType.Int));
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.In(zone, source));
        database.Write("a.csv", "v,n\n" + string.Concat(texts.Select((text, i) => $"{text},{i}\n")));
        await database.LandAsync();
        var utc =
            "case when pg_typeof(v)::text = 'timestamp with time zone' "
            + "then to_char(v::text::timestamptz at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') else v::text end";
        return (
            await database.RowsAsync($"select {utc} from lab.raw_things order by n"),
            [.. (await database.QuarantineAsync()).Select(line => line.Split('|')[2])]
        );
    }

    [Fact]
    public async Task Land_Integers_AreExactUpToTheirRange()
    {
        var small = await LandAsync(
            SourceColumnType.SmallInt,
            "UTC",
            "32767",
            "-32768",
            " 7 ",
            "",
            "   ",
            "32768",
            "1.0",
            "1 000",
            "0x1"
        );
        Assert.Equal(["32767", "-32768", "7", "~", "~"], small.Values);
        Assert.Equal(
            [
                "column v: out of range for smallint (-32768 to 32767)",
                .. Enumerable.Repeat("column v: expected a whole number", 3),
            ],
            small.Reasons
        );

        var big = await LandAsync(
            SourceColumnType.BigInt,
            "UTC",
            "9223372036854775807",
            "-9223372036854775808",
            "+0000000000000000000000012",
            "9223372036854775808",
            "-9223372036854775809",
            "-",
            "12345678901234567890123x"
        );
        Assert.Equal(["9223372036854775807", "-9223372036854775808", "12"], big.Values);
        Assert.Equal(4, big.Reasons.Count);
    }

    [Fact]
    public async Task Land_Numerics_KeepEveryDigitAndTheirScale()
    {
        string[] exact =
        [
            "0",
            "0.00",
            "1",
            "-1",
            "10000",
            "9999",
            "10001.0001",
            "123456789012345678901234567890.123456789012345678901",
            "0.0001",
            "0.00001",
            "-0.000012340",
            "100000000",
            "1e3",
            "1.5e-3",
            "12345e-2",
            "-1E+5",
            "35.79",
            "00012.50",
            ".5",
            "7.",
            new string('9', 400),
            "0." + new string('0', 300) + "1",
        ];
        var landed = await LandAsync(
            SourceColumnType.Numeric,
            "UTC",
            [.. exact, "1,5".Replace(',', ';'), "NaN", "1e", "--1", ".", "1e200000"]
        );

        var source = TestPipeline.Source(SourceFormat.Csv, null, ("v", SourceColumnType.Text));
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Of(source));
        var expected = new List<string>();
        foreach (var text in exact)
            expected.AddRange(await database.RowsAsync($"select '{text}'::numeric::text"));
        Assert.Equal(expected, landed.Values);
        Assert.Equal(6, landed.Reasons.Count);
        Assert.StartsWith("column v: out of range for numeric", landed.Reasons[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Land_DoublesAndBooleans_RoundTrip()
    {
        var doubles = await LandAsync(
            SourceColumnType.Double,
            "UTC",
            "0.1",
            "-2.5e10",
            " 3 ",
            "",
            "1e999",
            "Infinity",
            "NaN",
            "1.2.3"
        );
        Assert.Equal(["0.1", "-25000000000", "3", "~"], doubles.Values);
        Assert.Equal(4, doubles.Reasons.Count);

        var booleans = await LandAsync(
            SourceColumnType.Boolean,
            "UTC",
            "true",
            "F",
            "Yes",
            "n",
            "1",
            "0",
            "",
            "2",
            "maybe not"
        );
        Assert.Equal(["true", "false", "true", "false", "true", "false", "~"], booleans.Values);
        Assert.Equal(Enumerable.Repeat("column v: expected true or false", 2), booleans.Reasons);
    }

    [Fact]
    public async Task Land_Dates_AreCalendarDays()
    {
        var dates = await LandAsync(
            SourceColumnType.Date,
            "UTC",
            "2015-06-16",
            "0001-01-01",
            "9999-12-31",
            "2024-02-29",
            "",
            "2023-02-29",
            "2015-13-01",
            "16/06/2015",
            "2015-6-16"
        );
        Assert.Equal(["2015-06-16", "0001-01-01", "9999-12-31", "2024-02-29", "~"], dates.Values);
        Assert.Equal(4, dates.Reasons.Count);
    }

    [Fact]
    public async Task Land_Timestamps_AreInstants()
    {
        var times = await LandAsync(
            SourceColumnType.Timestamp,
            "Asia/Seoul",
            "2015-06-16T03:57:46.735Z",
            "2015-06-16 03:57:46.735",
            "2015-06-16T03:57:46+02:00",
            "2019-10-01 00:00:00 UTC",
            "2015-06-16 03:57",
            "2015-06-16",
            "2015-06-16T03:57:46.1234567-0330",
            "1969-12-31T23:59:59.999999Z",
            "2015-06-16T24:00:00Z",
            "2015-06-16T03:57:46.Z",
            "yesterday"
        );
        Assert.Equal(
            [
                "2015-06-16 03:57:46.735000",
                "2015-06-15 18:57:46.735000",
                "2015-06-16 01:57:46.000000",
                "2019-10-01 00:00:00.000000",
                "2015-06-15 18:57:00.000000",
                "2015-06-15 15:00:00.000000",
                "2015-06-16 07:27:46.123456",
                "1969-12-31 23:59:59.999999",
            ],
            times.Values
        );
        Assert.Equal(3, times.Reasons.Count);
    }

    [Fact]
    public async Task Land_LocalTimesAroundClockChanges_AreTheEarlierInstantOrRejected()
    {
        var times = await LandAsync(
            SourceColumnType.Timestamp,
            "Europe/Berlin",
            "2024-03-31 01:59:59",
            "2024-03-31 03:00:00",
            "2024-10-27 02:30:00",
            "2024-10-27 03:00:00",
            "2024-03-31 02:30:00"
        );
        Assert.Equal(
            [
                "2024-03-31 00:59:59.000000",
                "2024-03-31 01:00:00.000000",
                "2024-10-27 00:30:00.000000",
                "2024-10-27 02:00:00.000000",
            ],
            times.Values
        );
        Assert.Contains("does not exist", Assert.Single(times.Reasons), StringComparison.Ordinal);
    }
}
