using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Database;

public sealed class MachineCheckTests
{
    private const long Giga = 1024L * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_PrivateServer_FindsThisMachineReadyAndLeavesNoTrace()
    {
        using var folder = new TestFolder();
        var data = folder.At("data");

        var findings = await new MachineCheck(new WarehouseOptions { DataFolder = data }).RunAsync(Token);

        Assert.Equal(
            [
                ".NET runtime",
                "PostgreSQL on this machine",
                "Data folder",
                "Free disk space",
                "Memory",
                "Time zone data",
                "Socket path",
            ],
            findings.Select(f => f.Name)
        );
        Assert.Equal(MachineVerdict.Ok, findings.Single(f => f.Name == "PostgreSQL on this machine").Verdict);
        Assert.Equal(MachineVerdict.Ok, findings.Single(f => f.Name == "Data folder").Verdict);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public async Task Run_ServerOfOnesOwn_NamesVersionAndZone()
    {
        await using var database = await TestDatabase.CreateAsync();

        var findings = await new MachineCheck(
            new WarehouseOptions
            {
                ConnectionString = database.ConnectionString(DatabaseRole.Owner),
                DataFolder = Path.GetTempPath(),
            }
        ).RunAsync(Token);

        var server = findings.Single(f => f.Name == "PostgreSQL server");
        Assert.Equal(MachineVerdict.Ok, server.Verdict);
        Assert.Contains("UTF8, time zone UTC", server.Found, StringComparison.Ordinal);
        Assert.DoesNotContain(findings, f => f.Name == "PostgreSQL on this machine");
    }

    [Fact]
    public async Task Run_ServerThatDoesNotAnswer_FailsWithAWayOut()
    {
        var findings = await new MachineCheck(
            new WarehouseOptions
            {
                ConnectionString = $"Host=127.0.0.1;Port={TcpListeners.FreePort()};Username=u;Password=s3cret",
                DataFolder = Path.GetTempPath(),
            }
        ).RunAsync(Token);

        var server = findings.Single(f => f.Name == "PostgreSQL server");
        Assert.Equal(MachineVerdict.Fail, server.Verdict);
        Assert.Contains("server runs", server.Fix!, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", server.Found + server.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_DataFolderThatCannotBeMade_Fails()
    {
        var findings = await new MachineCheck(new WarehouseOptions { DataFolder = "/proc/data" }).RunAsync(Token);

        var data = findings.Single(f => f.Name == "Data folder");
        Assert.Equal(MachineVerdict.Fail, data.Verdict);
        Assert.NotNull(data.Fix);
    }

    [Theory]
    [InlineData(0.5, MachineVerdict.Fail)]
    [InlineData(5, MachineVerdict.Warn)]
    [InlineData(50, MachineVerdict.Ok)]
    public void FreeDisk_SoManyGigabytes_IsJudged(double gigas, MachineVerdict expected)
    {
        var finding = MachineCheck.FreeDisk("/data", (long)(gigas * Giga));

        Assert.Equal(expected, finding.Verdict);
        Assert.Equal(expected == MachineVerdict.Ok, finding.Fix is null);
    }

    [Theory]
    [InlineData(1, MachineVerdict.Warn)]
    [InlineData(8, MachineVerdict.Ok)]
    public void Memory_SoManyGigabytes_IsJudged(int gigas, MachineVerdict expected) =>
        Assert.Equal(expected, MachineCheck.Memory(gigas * Giga).Verdict);

    [Fact]
    public void SocketPath_TooLong_SaysThatAShortOneIsUsed() =>
        Assert.Contains(
            "too long for a socket",
            MachineCheck.SocketPath("/" + new string('x', 100)).Found,
            StringComparison.Ordinal
        );
}
