using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;

namespace RetailRocket.Pipeline.Tests.Landing;

public sealed class FileLedgerTests
{
    private const string Header = "timestamp,visitorid,event,itemid,transactionid\n";
    private const long Day = 1433193132535;
    private const string Visitors = "select visitor_id::text from lab.raw_events order by 1";

    private static string Line(int visitor, int day = 0) => $"{Day + (day * 86_400_000L)},{visitor},view,2,\n";

    [Fact]
    public async Task Land_ChangedFile_SwapsItsRowsAndMarksTheChangedDateOnly()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        await database.ExecuteAsync("create index on lab.raw_events (timestamp_ms)");
        database.Write("events.csv", Header + Line(1) + Line(2, 1));
        var first = await database.LandAsync();
        const string Changed = "select business_date::text, changed_seq::text from ops.source_dates order by 1";
        var before = await database.RowsAsync(Changed);

        database.Write("events.csv", Header + Line(1) + Line(3, 1) + Line(4, 1) + "x\n", 30);
        var second = await database.LandAsync();

        Assert.Equal(LandedFileStatus.Loaded, first.Files[0].Status);
        Assert.Equal(LandedFileStatus.Replaced, second.Files[0].Status);
        Assert.Equal(["1", "3", "4"], await database.RowsAsync(Visitors));
        var after = await database.RowsAsync(Changed);
        Assert.Equal(before[0], after[0]);
        Assert.NotEqual(before[1], after[1]);
        Assert.Equal(
            ["2|0|true", "3|1|false"],
            await database.RowsAsync(
                "select rows::text, rejected::text, (replaced_at is not null)::text from ops.source_files order by id"
            )
        );
        // One partition is left, and it has the index that the raw table declares.
        Assert.Equal(
            [$"raw_events_f{second.Files[0].FileId}|1"],
            await database.RowsAsync(
                """
                select c.relname::text, (select count(*) from pg_index i where i.indrelid = c.oid)::text
                from pg_inherits h join pg_class c on c.oid = h.inhrelid
                where h.inhparent = 'lab.raw_events'::regclass
                """
            )
        );
    }

    [Fact]
    public async Task Land_DateThatLosesItsRows_StaysWithNone()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        database.Write("events.csv", Header + Line(1) + Line(2, 1));
        await database.LandAsync();
        database.Write("events.csv", Header + Line(1), 30);

        await database.LandAsync();

        Assert.Equal("events|2015-06-03|0|0|0", (await database.SourceDatesAsync())[1]);
    }

    [Fact]
    public async Task Land_UnchangedFile_IsNotLoadedAgainUnlessForced()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        var path = database.Write("events.csv", Header + Line(1));
        var first = (await database.LandAsync()).Files[0];
        const string Seqs = "select changed_seq::text from ops.source_dates";
        var seq = await database.RowsAsync(Seqs);

        var again = (await database.LandAsync()).Files[0];
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        var touched = (await database.LandAsync()).Files[0];
        var forced = (await database.LandAsync(new() { Force = true })).Files[0];

        Assert.Equal(
            (LandedFileStatus.Unchanged, first.FileId, first.FirstDate),
            (again.Status, again.FileId, again.FirstDate)
        );
        Assert.Equal((LandedFileStatus.Unchanged, first.FileId), (touched.Status, touched.FileId));
        Assert.Equal(LandedFileStatus.Replaced, forced.Status);
        Assert.Equal(["1"], await database.RowsAsync(Visitors));
        Assert.Equal(seq, await database.RowsAsync(Seqs));
    }

    [Fact]
    public async Task Land_TheSameLinesInTwoFiles_GiveTheSameDates()
    {
        await using var whole = await LandingDatabase.CreateAsync(TestPipeline.Events);
        await using var halves = await LandingDatabase.CreateAsync(TestPipeline.Events);
        var lines = Enumerable
            .Range(0, 500)
            .Select(i => i % 50 == 0 ? Line(i, i % 7).Replace("view", "view,x") : Line(i, i % 7))
            .ToList();
        whole.Write("events.csv", Header + string.Concat(lines));
        halves.Write("events_1.csv", Header + string.Concat(lines.Where((_, i) => i % 3 == 0)).Replace("\n", "\r\n"));
        halves.Write("events_2.csv", Header + string.Concat(lines.Where((_, i) => i % 3 != 0).Reverse()));

        await whole.LandAsync();
        await halves.LandAsync();

        Assert.Equal(7, (await whole.SourceDatesAsync()).Count);
        Assert.Equal(await whole.SourceDatesAsync(), await halves.SourceDatesAsync());
    }

    [Fact]
    public async Task Land_FileThatIsGone_StaysLandedAndIsReported()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        File.Delete(await LandOneAsync(database, "events_1.csv", 1));
        database.Write("events_2.csv", Header + Line(2));

        var report = await database.LandAsync();

        var absent = Assert.Single(report.Absent);
        Assert.Equal(("events", "events_1.csv", 1L), (absent.Source, absent.Name, absent.Rows));
        Assert.Equal(["1", "2"], await database.RowsAsync(Visitors));
    }

    [Fact]
    public async Task Land_UndatedSource_HasAStateThatChangesWithItsFiles()
    {
        var source = TestPipeline.Source(SourceFormat.Csv, null, ("v", SourceColumnType.Int));
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Of(source));
        const string State = "select fingerprint, changed_seq::text from ops.source_states";
        database.Write("a.csv", "v\n1\n");
        await database.LandAsync();
        var first = Assert.Single(await database.RowsAsync(State));
        await database.LandAsync(new() { Force = true });
        Assert.Equal(first, Assert.Single(await database.RowsAsync(State)));

        database.Write("b.csv", "v\n2\nx\n");
        await database.LandAsync();

        Assert.NotEqual(first, Assert.Single(await database.RowsAsync(State)));
        Assert.Empty(await database.SourceDatesAsync());
        Assert.Equal(["3|~|column v: expected a whole number|x"], await database.QuarantineAsync());
    }

    [Fact]
    public async Task Land_ManyFilesReplacedSideBySide_AllArrive()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 8; i++)
                database.Write($"events_{i}.csv", Header + Line(i + (round * 10), i) + Line(i, 0), 60 - round);
            await database.LandAsync(new() { Connections = 4 });
        }

        Assert.Equal(["16"], await database.RowsAsync("select count(*)::text from lab.raw_events"));
        Assert.Equal(["16"], await database.RowsAsync("select sum(rows)::text from ops.source_dates"));
    }

    [Fact]
    public async Task Preview_NewChangedAndUnchangedFiles_NamesTheDatesAndWritesNothing()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        await LandOneAsync(database, "events_1.csv", 1);
        database.Write("events_2.csv", Header + Line(1, 1) + Line(2, 2));
        await database.LandAsync();
        database.Write("events_2.csv", Header + Line(1, 1) + Line(3, 3) + Line(4, 3), 30);
        var before = await database.SourceDatesAsync();

        var preview = await database.PreviewAsync();

        Assert.Equal(
            [LandedFileStatus.Unchanged, LandedFileStatus.Replaced],
            preview.Files.Select(file => file.Status)
        );
        Assert.Equal(
            [("2015-06-04", 0L), ("2015-06-05", 2L)],
            Assert.Single(preview.Sources).Dates.Select(date => (date.Date.ToString("yyyy-MM-dd"), date.Rows))
        );
        Assert.Equal(before, await database.SourceDatesAsync());
        Assert.Equal(["2"], await database.RowsAsync("select count(*)::text from ops.source_files"));
    }

    private static async Task<string> LandOneAsync(LandingDatabase database, string name, int visitor)
    {
        var path = database.Write(name, Header + Line(visitor));
        await database.LandAsync();
        return path;
    }
}
