using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Pipeline.Tests.Database;

public sealed class PrivateServerRecoveryTests : IAsyncDisposable
{
    private readonly ServerFixture fixture = new();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnsureRunning_ServerKilled_StartsItAgainWithEveryCommittedRow()
    {
        var server = await fixture.StartAsync(fixture.Options with { Profile = ServerProfile.Small });
        var runner = server.ConnectionString(DatabaseRole.Runner);
        await ServerFixture.RunAsync(
            runner,
            """
            begin;
            set local synchronous_commit = on;
            create schema s;
            create table s.kept as select n from generate_series(1, 20000) n;
            commit;
            """
        );
        var killed = server.ProcessId;

        await KillAsync(server);
        await server.EnsureRunningAsync(Token);

        Assert.NotEqual(killed, server.ProcessId);
        Assert.Equal(20000L, await ServerFixture.AskAsync<long>(runner, "select count(*) from s.kept"));
    }

    [Fact]
    public async Task EnsureRunning_ServerKilledWhileWorking_RecoversWithoutTheOpenTransaction()
    {
        var first = await fixture.StartAsync();
        await using var source = NpgsqlDataSource.Create(first.ConnectionString(DatabaseRole.Runner));
        await using (
            var create = source.CreateCommand(
                "begin; set local synchronous_commit = on; create schema s; create table s.t (n int); commit"
            )
        )
            await create.ExecuteNonQueryAsync(Token);
        await using var busy = await source.OpenConnectionAsync(Token);
        await using var transaction = await busy.BeginTransactionAsync(Token);
        await using var insert = new NpgsqlCommand(
            "insert into s.t select generate_series(1, 50000)",
            busy,
            transaction
        );
        await insert.ExecuteNonQueryAsync(Token);
        // A backend deep in a query does not notice at once that its server is gone.
        await using var second = await source.OpenConnectionAsync(Token);
        await using var endless = new NpgsqlCommand("select count(*) from generate_series(1, 100000000000)", second);
        var running = endless.ExecuteScalarAsync(Token);

        await KillAsync(first);
        await first.EnsureRunningAsync(Token);

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => running);
        Assert.Equal(
            0L,
            await ServerFixture.AskAsync<long>(first.ConnectionString(DatabaseRole.Runner), "select count(*) from s.t")
        );
    }

    [Fact]
    public async Task OpenedWarehouse_ServerKilled_ComesBackByItself()
    {
        await using var warehouse = await Warehouse.OpenAsync(
            new WarehouseOptions { DataFolder = fixture.Folder, PrivateProfile = ServerProfile.Small },
            NullLoggerFactory.Instance,
            Token
        );
        var joined = await fixture.StartAsync();
        var killed = joined.ProcessId;

        ServerProcess.End(killed);
        await ServerFixture.UntilAsync(
            () => PostmasterFile.Running(joined.Folders.Cluster) is { Ready: true } now && now.ProcessId != killed,
            "the watch has started the server again"
        );

        await using var question = warehouse.Reader.CreateCommand("select 1");
        Assert.Equal(1, await question.ExecuteScalarAsync(Token));
    }

    [Fact]
    public async Task Start_PidFileOfAnotherProgram_StartsOverIt()
    {
        var first = await fixture.StartAsync();
        var file = PostmasterFile.PathIn(first.Folders.Cluster);
        var lines = await File.ReadAllLinesAsync(file, Token);
        await first.DisposeAsync();
        // The worst case: the process id now belongs to another program of the server's own account.
        using var stranger = StartAsServerAccount("sleep", "60");
        lines[0] = stranger.Id.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(file, lines, Token);

        var second = await fixture.StartAsync();

        Assert.Equal(1, await ServerFixture.AskAsync<int>(second.ConnectionString(DatabaseRole.Reader), "select 1"));
        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a number\n")]
    public async Task Start_DamagedPidFile_StartsOverIt(string text)
    {
        var first = await fixture.StartAsync();
        var file = PostmasterFile.PathIn(first.Folders.Cluster);
        await first.DisposeAsync();
        await File.WriteAllTextAsync(file, text, Token);

        var second = await fixture.StartAsync();

        Assert.Equal(1, await ServerFixture.AskAsync<int>(second.ConnectionString(DatabaseRole.Reader), "select 1"));
    }

    [Fact]
    public async Task Start_InterruptedInitDb_BeginsAgain()
    {
        var halfMade = Path.Combine(fixture.Folder, "server", "cluster.new", "base");
        Directory.CreateDirectory(halfMade);
        await File.WriteAllTextAsync(Path.Combine(halfMade, "..", "PG_VERSION"), "15\n", Token);
        // Cut off in the middle of a write, before anything depended on it.
        await File.WriteAllTextAsync(Path.Combine(fixture.Folder, "server.credentials.json"), "{ \"admin", Token);

        var server = await fixture.StartAsync();

        Assert.Equal(1, await ServerFixture.AskAsync<int>(server.ConnectionString(DatabaseRole.Reader), "select 1"));
        Assert.False(Directory.Exists(Path.Combine(fixture.Folder, "server", "cluster.new")));
    }

    [Fact]
    public async Task Start_RolesAndDatabaseNotMadeYet_CompletesThem()
    {
        var first = await fixture.StartAsync();
        await ServerFixture.RunAsync(Administrator(first), "drop database warehouse with (force)");
        await ServerFixture.RunAsync(Administrator(first), "drop role warehouse_reader");
        await first.DisposeAsync();

        var second = await fixture.StartAsync();

        Assert.Equal(1, await ServerFixture.AskAsync<int>(second.ConnectionString(DatabaseRole.Reader), "select 1"));
    }

    [Fact]
    public async Task Start_CredentialsLost_SaysSoAndKeepsTheData()
    {
        var first = await fixture.StartAsync();
        await first.DisposeAsync();
        File.Delete(first.Folders.Credentials);

        var error = await Assert.ThrowsAsync<WarehouseException>(fixture.StartAsync);

        Assert.Contains(first.Folders.Credentials, error.Message, StringComparison.Ordinal);
        Assert.Contains("What to do:", error.Message, StringComparison.Ordinal);
        Assert.Equal(15, Math.Min(15, first.Folders.ClusterMajor!.Value));
    }

    private static async Task KillAsync(PrivateServer server)
    {
        var killed = server.ProcessId;
        ServerProcess.End(killed);
        await ServerFixture.UntilAsync(
            () => !ServerProcess.IsServerOf(killed, server.Folders.Cluster),
            "the killed server is gone"
        );
    }

    private static string Administrator(PrivateServer server)
    {
        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(server.Folders.Credentials));
        return new NpgsqlConnectionStringBuilder(server.ConnectionString(DatabaseRole.Owner, "postgres"))
        {
            Username = ServerCatalog.Administrator,
            Password = json.RootElement.GetProperty("administrator").GetString(),
        }.ConnectionString;
    }

    private static Process StartAsServerAccount(string program, string argument) =>
        Environment.IsPrivilegedProcess
            ? Process.Start("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", program, argument])
            : Process.Start(program, [argument]);
}
