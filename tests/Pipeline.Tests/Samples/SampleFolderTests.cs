using RetailRocket.Samples;
using RetailRocket.Samples.Files;

namespace RetailRocket.Pipeline.Tests.Samples;

public sealed class SampleFolderTests
{
    private static readonly ISample Sample = SampleCatalog.Find("retailrocket")!;

    [Fact]
    public async Task WriteAsync_FolderHoldsAFile_RefusesAndLeavesItAlone()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(folder.File("events.csv"), "mine", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<SampleException>(() => WriteAsync(folder.Path));

        Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains("events.csv", error.Message, StringComparison.Ordinal);
        Assert.Contains("not empty", error.Message, StringComparison.Ordinal);
        Assert.Equal(
            "mine",
            await File.ReadAllTextAsync(folder.File("events.csv"), TestContext.Current.CancellationToken)
        );
        Assert.Single(Directory.GetFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task WriteAsync_TargetIsAFile_Refuses()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(folder.File("target"), "", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<SampleException>(() => WriteAsync(folder.File("target")));

        Assert.Contains("is a file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_PartialFileOfAKilledWriter_IsReplaced()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(folder.File("events.csv.partial"), "half", TestContext.Current.CancellationToken);

        await WriteAsync(folder.Path);

        Assert.Equal(
            ["category_tree.csv", "events.csv", "item_properties_part1.csv", "item_properties_part2.csv"],
            Directory.GetFiles(folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task WriteAsync_CancelledWhileWriting_LeavesNothing()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var progress = new Progress(report =>
        {
            if (report.File == "item_properties_part1.csv" && report.Rows > 0)
            {
                cancellation.Cancel();
            }
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Sample.WriteAsync(folder.Path, new SampleOptions(), progress, cancellation.Token)
        );

        Assert.False(Directory.Exists(folder.Path));
    }

    [Fact]
    public void Write_DiskFillsUp_SaysSoAndDeletesWhatItWrote()
    {
        using var target = new TemporaryFolder();
        string message;
        using (
            var folder = SampleFolder.Prepare(target.Path, 0, null, CancellationToken.None, path => new FullDisk(path))
        )
        {
            var error = Assert.Throws<SampleException>(() => folder.Write("a.csv", "h", 1, writer => writer.EndRow()));
            message = error.Message;
        }

        Assert.Contains("The disk filled up", message, StringComparison.Ordinal);
        Assert.Contains(target.File("a.csv"), message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(target.Path));
    }

    [Fact]
    public void Prepare_MoreBytesThanTheDiskHas_RefusesBeforeWriting()
    {
        using var target = new TemporaryFolder();

        var error = Assert.Throws<SampleException>(() =>
            SampleFolder.Prepare(target.Path, long.MaxValue, null, CancellationToken.None)
        );

        Assert.Contains("MB free", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_Always_ReportsProgressUpToTheLastRow()
    {
        using var folder = new TemporaryFolder();
        var reports = new List<SampleProgress>();

        var written = await Sample.WriteAsync(
            folder.Path,
            new SampleOptions(),
            new Progress(reports.Add),
            TestContext.Current.CancellationToken
        );

        foreach (var file in written.Files)
        {
            var own = reports.Where(report => report.File == file.Name).ToList();
            Assert.Equal(own.OrderBy(report => report.Rows), own);
            Assert.Equal(new SampleProgress(file.Name, file.Rows, file.Rows), own[^1]);
            Assert.Equal(new FileInfo(folder.File(file.Name)).Length, file.Bytes);
        }
    }

    [Fact]
    public void Find_UnknownPipeline_IsNull() => Assert.Null(SampleCatalog.Find("RetailRocket"));

    private static Task<SampleReport> WriteAsync(string directory) =>
        Sample.WriteAsync(directory, new SampleOptions(), null, TestContext.Current.CancellationToken);

    // Reports on the caller's thread; System.Progress would post to another one.
    private sealed class Progress(Action<SampleProgress> report) : IProgress<SampleProgress>
    {
        public void Report(SampleProgress value) => report(value);
    }

    private sealed class FullDisk(string path) : FileStream(path, FileMode.Create)
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device", 28);
    }
}
