using System.Diagnostics;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Commands;

/// <summary>What is wrong with files, pipelines and disks, as the person at the terminal is told.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TestFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Run_BrokenPipelineFile_NamesFileAndLineBeforeAnythingStarts()
    {
        using var sql = new EditedPipelines();
        sql.Edit("time_zone: Asia/Seoul", "time_zone: Asia/Seul");

        var run = await RunAsync(sql.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("retailrocket/pipeline.yml:5:", run.Error, StringComparison.Ordinal);
        Assert.Contains("Asia/Seul", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(data.At("server")));
    }

    [Fact]
    public async Task Run_ModelWithSyntaxError_NamesFileAndLineAndLeavesFiguresStanding()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        (await Command.RunAsync(data.Path, Run(files.Path))).Expect(0);
        var before = (await ShowAsync()).Output;
        using var sql = new EditedPipelines();
        sql.Append("30_kpi/mart_rr_funnel_daily.sql", "\ngroup group by nothing\n");
        var lines = File.ReadAllLines(
            Path.Combine(sql.Path, "retailrocket", "30_kpi", "mart_rr_funnel_daily.sql")
        ).Length;

        using var command = Command.Start(data.Path, sql.Path, Run(files.Path));
        var run = await command.WaitAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(
            $"sql/retailrocket/30_kpi/mart_rr_funnel_daily.sql:{lines}: syntax error",
            run.Error,
            StringComparison.Ordinal
        );
        Assert.Equal(before, (await ShowAsync()).Output);
    }

    [Fact]
    public async Task Run_SchemaWithSyntaxError_NamesFileAndLine()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        using var sql = new EditedPipelines();
        var schema = "00_schema/40_kpi.sql";
        var lines = File.ReadAllLines(Path.Combine(sql.Path, "retailrocket", schema)).Length;
        sql.Append(schema, "comment on tble mart_rr_funnel_daily is 'x';\n");

        using var command = Command.Start(data.Path, sql.Path, Run(files.Path));
        var run = await command.WaitAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"sql/retailrocket/{schema}:{lines + 1}: syntax error", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_MissingColumn_NamesTheFileTheColumnAndWhatItFound()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        var path = Path.Combine(files.Path, "events.csv");
        await File.WriteAllTextAsync(
            path,
            (await File.ReadAllTextAsync(path, Token)).Replace("visitorid", "visitor", StringComparison.Ordinal),
            Token
        );

        var run = await Command.RunAsync(data.Path, Run(files.Path));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("events.csv", run.Error, StringComparison.Ordinal);
        Assert.Contains("visitorid", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_FullDisk_SaysSoAndWorksAgainWithSpace()
    {
        Assert.SkipUnless(Environment.UserName == "root", "Mounting a small disk takes root.");
        using var disk = await SmallDisk.MountAsync(data.At("disk"), megabytes: 260);
        if (disk is null)
            Assert.Skip("This machine does not let its root mount a tmpfs.");
        using var small = new EventFiles().Days("2015-06-01", 2).Write();
        (await Command.RunAsync(disk.Path, Run(small.Path, "2015-06-02"))).Expect(0);
        var before = (await ShowAsync(disk.Path)).Output;
        using var large = new EventFiles().Days("2015-06-01", 2).Days("2015-07-01", 1).Write();
        await using (var events = File.AppendText(Path.Combine(large.Path, "events.csv")))
            for (var row = 0; row < 2_500_000; row++)
                await events.WriteLineAsync($"14333{row:00000000},{row},view,{row % 1000},");

        var full = await Command.RunAsync(disk.Path, Run(large.Path, "2015-06-02"));

        Assert.Equal(1, full.ExitCode);
        Assert.Contains("disk", full.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("full", full.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(before, (await ShowAsync(disk.Path)).Output);
        (await Command.RunAsync(disk.Path, Run(small.Path, "2015-06-02"))).Expect(0);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string[] Run(string source, string to = "2015-06-01") =>
        ["pipeline", "run", "retailrocket", "--from", "2015-06-01", "--to", to, "--source", source];

    private async Task<CommandResult> RunAsync(string sqlFolder)
    {
        using var command = Command.Start(
            data.Path,
            sqlFolder,
            "pipeline",
            "run",
            "retailrocket",
            "--date",
            "2015-06-01"
        );
        return await command.WaitAsync();
    }

    private async Task<CommandResult> ShowAsync(string? folder = null) =>
        (
            await Command.RunAsync(folder ?? data.Path, "pipeline", "show", "retailrocket", "mart_rr_funnel_daily")
        ).Expect(0);

    /// <summary>A tmpfs of a few megabytes.</summary>
    private sealed class SmallDisk : IDisposable
    {
        private SmallDisk(string path) => Path = path;

        public string Path { get; }

        public static async Task<SmallDisk?> MountAsync(string path, int megabytes)
        {
            Directory.CreateDirectory(path);
            using var mount = Process.Start(
                "mount",
                ["-t", "tmpfs", "-o", $"size={megabytes}m,mode=755", "tmpfs", path]
            );
            await mount.WaitForExitAsync(Token);
            return mount.ExitCode == 0 ? new SmallDisk(path) : null;
        }

        public void Dispose()
        {
            using var unmount = Process.Start("umount", ["--lazy", Path]);
            unmount.WaitForExit();
        }
    }
}
