using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;

namespace RetailRocket.Pipeline.Tests.Landing;

public sealed class SourceErrorTests
{
    private const string Header = "timestamp,visitorid,event,itemid,transactionid\n";

    private static async Task<string> FailAsync(Action<LandingDatabase> arrange, PipelineDefinition? pipeline = null)
    {
        await using var database = await LandingDatabase.CreateAsync(pipeline ?? TestPipeline.Events);
        arrange(database);
        var error = await Assert.ThrowsAsync<SourceException>(() => database.LandAsync());
        Assert.Empty(await database.RowsAsync("select name from ops.source_files"));
        Assert.Empty(await database.RowsAsync("select relname::text from pg_class where relname like 'raw_events_f%'"));
        return error.Message;
    }

    [Fact]
    public async Task Land_FolderMissing_NamesIt() =>
        Assert.Contains(
            "does not exist",
            await FailAsync(database => Directory.Delete(database.Folder)),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Land_NoFileOfARequiredSource_ListsWhatItLookedFor()
    {
        var message = await FailAsync(database => database.Write("Events.csv", Header));
        Assert.Contains("no file of source events", message, StringComparison.Ordinal);
        Assert.Contains("events*.csv", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Land_EmptyFile_IsRefused() =>
        Assert.Contains(
            "0 bytes",
            await FailAsync(database => database.Write("events.csv", "")),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Land_RenamedHeader_ShowsTheNearestName()
    {
        var message = await FailAsync(database =>
            database.Write("events.csv", "timestamp,visitor_id,event,itemid,transactionid\n1,1,view,1,\n")
        );
        Assert.Contains("header \"visitorid\" missing", message, StringComparison.Ordinal);
        Assert.Contains("renamed to \"visitor_id\"?", message, StringComparison.Ordinal);
        Assert.Contains("\"timestamp\", \"visitor_id\", \"event\"", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Land_OtherSeparator_IsNamed() =>
        Assert.Contains(
            "separated by ';'",
            await FailAsync(database => database.Write("events.csv", Header.Replace(',', ';') + "1;2;view;3;\n")),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Land_DuplicateHeader_IsRefused() =>
        Assert.Contains(
            "\"event\" appears 2 times",
            await FailAsync(database => database.Write("events.csv", Header.Replace("itemid", "event"))),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Land_Utf16File_IsNamed() =>
        Assert.Contains(
            "UTF-16",
            await FailAsync(database =>
                database.Write("events.csv", [0xFF, 0xFE, .. System.Text.Encoding.Unicode.GetBytes(Header)])
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Land_LinkToNothing_CannotBeRead() =>
        Assert.Contains(
            "cannot be read",
            await FailAsync(database =>
                File.CreateSymbolicLink(Path.Combine(database.Folder, "events.csv"), "/nowhere/events.csv")
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Land_NoneOfTheFirstThousandLinesFits_StopsAndShowsWhy()
    {
        var message = await FailAsync(database =>
            database.Write("events.csv", Header + string.Concat(Enumerable.Repeat("a,b,c,d,e\n", 1000)))
        );
        Assert.Contains("none of the first 1000 lines", message, StringComparison.Ordinal);
        Assert.Contains("line 4: column timestamp: expected a whole number", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Land_TableOfOtherTypes_IsRefused()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        database.Write("events.csv", Header);
        await database.ExecuteAsync("alter table lab.raw_events alter column item_id type bigint");

        var error = await Assert.ThrowsAsync<SourceException>(() => database.LandAsync());

        Assert.Contains("item_id", error.Message, StringComparison.Ordinal);
        Assert.Contains("bigint", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Land_HeaderOnly_WarnsAndLoadsNothing()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        database.Write("events.csv", Header.TrimEnd());

        var report = await database.LandAsync();

        Assert.Equal(0, report.Files[0].Rows);
        Assert.Contains("has no rows", Assert.Single(report.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Land_FileThatGrowsWhileItIsRead_LeavesNothingOfIt()
    {
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);
        var path = database.Write("events.csv", Header + "1433193132535,1,view,2,\n");
        await database.LandAsync();
        database.Write(
            "events.csv",
            Header + string.Concat(Enumerable.Repeat("1433193132535,2,view,2,\n", 50_000)),
            30
        );
        var grow = new CallbackProgress(_ => File.AppendAllText(path, "1433193132535,3,view,2,\n"));

        var error = await Assert.ThrowsAsync<SourceException>(() => database.LandAsync(null, grow));

        Assert.Contains("changed while it was read", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], await database.RowsAsync("select distinct visitor_id::text from lab.raw_events"));
    }
}
