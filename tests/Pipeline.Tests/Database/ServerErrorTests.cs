using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Database;

public sealed class ServerErrorTests : IAsyncDisposable
{
    private readonly ServerFixture fixture = new();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Start_NoBinaries_SaysHowToInstallOrConnect()
    {
        var error = await Assert.ThrowsAsync<WarehouseException>(() =>
            fixture.StartAsync(fixture.Options with { BinariesFolder = "/nowhere" })
        );

        Assert.Contains("no PostgreSQL server was found", error.Message, StringComparison.Ordinal);
        Assert.Contains("nstall it with", error.Message, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__Warehouse", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("debian", "", "apt-get install")]
    [InlineData("linuxmint", "ubuntu debian", "apt-get install")]
    [InlineData("fedora", "", "dnf install")]
    [InlineData("rocky", "rhel centos fedora", "dnf install")]
    [InlineData("alpine", "", "apk add")]
    [InlineData("macos", "", "brew install")]
    [InlineData("unheard-of", "", "package manager")]
    public void InstallAdvice_KnownSystem_NamesItsCommand(string id, string like, string expected)
    {
        var advice = InstallAdvice.For(id, like);

        Assert.Contains(expected, advice, StringComparison.Ordinal);
        Assert.Contains("ConnectionStrings__Warehouse", advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_BinariesTooOld_NamesBothVersions()
    {
        using var folder = new TestFolder();
        FakeBinaries(folder, "14.9");

        var error = await Assert.ThrowsAsync<WarehouseException>(() =>
            fixture.StartAsync(fixture.Options with { BinariesFolder = folder.Path })
        );

        Assert.Contains(
            "PostgreSQL 15 or later is needed; this machine has 14.9",
            error.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Start_ClusterOfAnotherVersion_IsLeftAloneAndNamed()
    {
        var cluster = Path.Combine(fixture.Folder, "server", "cluster");
        Directory.CreateDirectory(cluster);
        await File.WriteAllTextAsync(Path.Combine(cluster, "PG_VERSION"), "99\n", Token);

        var error = await Assert.ThrowsAsync<WarehouseException>(fixture.StartAsync);

        Assert.Contains("was made by PostgreSQL 99", error.Message, StringComparison.Ordinal);
        Assert.Equal("99\n", await File.ReadAllTextAsync(Path.Combine(cluster, "PG_VERSION"), Token));
    }

    [Fact]
    public async Task Choose_TwoVersionsInstalled_TakesTheOneThatMadeTheData()
    {
        using var old = new TestFolder();
        using var recent = new TestFolder();
        FakeBinaries(old, "15.2");
        FakeBinaries(recent, "17.1");

        var forOld = await PostgresBinaries.ChooseAsync([old.Path, recent.Path], 15, "/data", Token);
        var forNew = await PostgresBinaries.ChooseAsync([old.Path, recent.Path], null, "/data", Token);

        Assert.Equal(new Version(15, 2), forOld.Version);
        Assert.Equal(new Version(17, 1), forNew.Version);
    }

    [Fact]
    public async Task Start_DataFolderIsAFile_SaysWhatIsWrong()
    {
        Directory.CreateDirectory(fixture.At());
        await File.WriteAllTextAsync(fixture.Folder, "", Token);

        var error = await Assert.ThrowsAsync<WarehouseException>(fixture.StartAsync);

        Assert.Contains(fixture.Folder, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SettingsItCannotUse_ShowsTheEndOfTheLog()
    {
        var server = await fixture.StartAsync();
        await server.DisposeAsync();
        await File.AppendAllTextAsync(
            Path.Combine(server.Folders.Cluster, "postgresql.auto.conf"),
            "max_connections = 'many'\n",
            Token
        );

        var error = await Assert.ThrowsAsync<WarehouseException>(fixture.StartAsync);

        Assert.Contains("did not start", error.Message, StringComparison.Ordinal);
        Assert.Contains("max_connections", error.Message, StringComparison.Ordinal);
        Assert.Contains(server.LogFile, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FATAL:  could not write to file \"pg_wal/xlogtemp.1\": No space left on device", "The disk is full")]
    [InlineData("FATAL:  could not open file \"x\": Permission denied", "cannot be read or written")]
    [InlineData("LOG:  could not bind IPv4 address \"127.0.0.1\": Address already in use", "port or socket")]
    public void Explain_ServersWords_SaysWhatTheyMean(string words, string meaning)
    {
        var error = ServerFailure.Explain("It did not start", words, "/data/server.log");

        Assert.Contains(meaning, error.Message, StringComparison.Ordinal);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Contains("What to do:", error.Message, StringComparison.Ordinal);
    }

    private static void FakeBinaries(TestFolder folder, string version)
    {
        foreach (var program in new[] { "postgres", "initdb", "pg_ctl" })
            File.SetUnixFileMode(
                folder.Write(program, $"#!/bin/sh\necho '{program} (PostgreSQL) {version} (Fake)'\n"),
                UnixFileMode.UserRead | UnixFileMode.UserExecute
            );
    }
}
