using System.Globalization;
using System.Net.NetworkInformation;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Database;

public sealed class PrivateServerTests : IAsyncDisposable
{
    private readonly ServerFixture fixture = new();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task Start_NewFolder_GivesUtf8WarehouseForEveryRole()
    {
        var server = await TestServer.GetAsync();

        foreach (var role in Enum.GetValues<DatabaseRole>())
            Assert.Equal(
                // Steps of a run need not wait for the disk; what publishes them does.
                $"warehouse {ServerCatalog.RoleName(role)} UTF8 UTC {(role == DatabaseRole.Runner ? "off" : "on")}",
                await ServerFixture.AskAsync<string>(
                    server.ConnectionString(role),
                    "select concat_ws(' ', current_database(), current_user, current_setting('server_encoding'), "
                        + "current_setting('timezone'), current_setting('synchronous_commit'))"
                )
            );
        Assert.True(ServerProcess.IsServerOf(server.ProcessId, server.Folders.Cluster));
    }

    [Fact]
    public async Task Start_AfterDispose_FindsTheRowsAgain()
    {
        var first = await fixture.StartAsync();
        await ServerFixture.RunAsync(
            first.ConnectionString(DatabaseRole.Owner),
            "create schema s; create table s.t as select 42 as x"
        );
        var processId = first.ProcessId;
        var cluster = first.Folders.Cluster;
        await first.DisposeAsync();
        Assert.False(ServerProcess.IsServerOf(processId, cluster));
        Assert.False(File.Exists(PostmasterFile.PathIn(cluster)));

        var second = await fixture.StartAsync();

        Assert.NotEqual(processId, second.ProcessId);
        Assert.Equal(
            42,
            await ServerFixture.AskAsync<int>(second.ConnectionString(DatabaseRole.Owner), "select x from s.t")
        );
    }

    [Fact]
    public async Task Start_TwoFolders_RunSideBySideWithPasswordsOfTheirOwn()
    {
        await using var other = new ServerFixture();
        var both = await Task.WhenAll(fixture.StartAsync(), other.StartAsync());

        Assert.NotEqual(both[0].ProcessId, both[1].ProcessId);
        var mine = new NpgsqlConnectionStringBuilder(both[0].ConnectionString(DatabaseRole.Owner));
        var theirs = new NpgsqlConnectionStringBuilder(both[1].ConnectionString(DatabaseRole.Owner));
        Assert.NotEqual(mine.Password, theirs.Password);
        Assert.True(mine.Password!.Length >= 32);
        theirs.Password = mine.Password;
        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            ServerFixture.AskAsync<int>(theirs.ConnectionString, "select 1")
        );
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
    }

    [Fact]
    public async Task Credentials_File_IsReadableByItsOwnerOnly()
    {
        var server = await TestServer.GetAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(server.Folders.Credentials));
    }

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    public async Task Connect_WithoutTheRightPassword_IsRefused(string password)
    {
        var server = await TestServer.GetAsync();
        var attempt = new NpgsqlConnectionStringBuilder(server.ConnectionString(DatabaseRole.Reader))
        {
            Password = password,
        };

        await Assert.ThrowsAnyAsync<NpgsqlException>(() =>
            ServerFixture.AskAsync<int>(attempt.ConnectionString, "select 1")
        );
    }

    [Fact]
    public async Task Reader_Writing_IsRefused()
    {
        var server = await TestServer.GetAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            ServerFixture.RunAsync(server.ConnectionString(DatabaseRole.Reader), "create schema mine")
        );

        Assert.Contains(
            refused.SqlState,
            (string[])[PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.ReadOnlySqlTransaction]
        );
    }

    [Fact]
    public async Task Start_ByDefault_ListensOnNoTcpPort()
    {
        var server = await TestServer.GetAsync();
        var reader = server.ConnectionString(DatabaseRole.Reader);

        Assert.Equal("", await ServerFixture.AskAsync<string>(reader, "select current_setting('listen_addresses')"));
        Assert.DoesNotContain(server.ProcessId, TcpListeners.ProcessIds());
    }

    [Fact]
    public async Task Start_WithTcpPort_ListensOnLoopbackAndWantsThePassword()
    {
        var port = TcpListeners.FreePort();
        var server = await fixture.StartAsync(fixture.Options with { TcpPort = port });
        var tcp = new NpgsqlConnectionStringBuilder(server.ConnectionString(DatabaseRole.Reader))
        {
            Host = "127.0.0.1",
        };

        Assert.Equal(port, tcp.Port);
        Assert.Equal(1, await ServerFixture.AskAsync<int>(tcp.ConnectionString, "select 1"));
        Assert.Contains(
            IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners(),
            e => e.Port == port && e.Address.ToString() == "127.0.0.1"
        );
        tcp.Password = "wrong";
        await Assert.ThrowsAsync<PostgresException>(() =>
            ServerFixture.AskAsync<int>(tcp.ConnectionString, "select 1")
        );
    }

    [Fact]
    public async Task Start_AsRoot_RunsAsPostgres()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "this process is not root");
        var server = await TestServer.GetAsync();

        var status = await File.ReadAllLinesAsync(
            $"/proc/{server.ProcessId.ToString(CultureInfo.InvariantCulture)}/status",
            TestContext.Current.CancellationToken
        );
        var user = status.Single(l => l.StartsWith("Uid:", StringComparison.Ordinal)).Split('\t')[1];

        Assert.NotEqual("0", user);
        Assert.Contains(
            await File.ReadAllLinesAsync("/etc/passwd", TestContext.Current.CancellationToken),
            l => l.StartsWith($"postgres:x:{user}:", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Start_FolderTheServersAccountMayNotEnter_KeepsTheDataElsewhereAndFindsItAgain()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root starts the server as another account");
        var closed = Directory.CreateDirectory(
            fixture.At("closed"),
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
        var options = fixture.Options with { DataFolder = Path.Combine(closed.FullName, "data") };
        var server = await fixture.StartAsync(options);
        var @base = server.Folders.Base;
        try
        {
            await ServerFixture.RunAsync(server.ConnectionString(DatabaseRole.Owner), "create schema kept");
            await server.DisposeAsync();

            var again = await fixture.StartAsync(options);

            Assert.StartsWith("/var/lib/retailrocket/", again.Folders.Base, StringComparison.Ordinal);
            Assert.Equal(
                1L,
                await ServerFixture.AskAsync<long>(
                    again.ConnectionString(DatabaseRole.Owner),
                    "select count(*) from pg_namespace where nspname = 'kept'"
                )
            );
            await again.DisposeAsync();
        }
        finally
        {
            await server.DisposeAsync();
            Directory.Delete(@base, recursive: true);
        }
    }

    [Fact]
    public async Task Start_LongPath_UsesAShortSocketFolder()
    {
        var options = fixture.Options with { DataFolder = fixture.At(new string('d', 60), new string('e', 60)) };

        var server = await fixture.StartAsync(options);

        Assert.False(server.Folders.Sockets.StartsWith(options.DataFolder, StringComparison.Ordinal));
        Assert.True(ServerFolders.SocketPathLength(server.Folders.Sockets) <= ServerFolders.LongestSocketPath);
        Assert.Equal(1, await ServerFixture.AskAsync<int>(server.ConnectionString(DatabaseRole.Reader), "select 1"));
        await server.DisposeAsync();
        Assert.False(Directory.Exists(server.Folders.Sockets));
    }

    [Fact]
    public async Task Start_SymbolicLinkToTheFolder_JoinsTheSameServer()
    {
        var server = await fixture.StartAsync();
        Directory.CreateSymbolicLink(fixture.At("link"), fixture.Folder);

        var same = await fixture.StartAsync(fixture.Options with { DataFolder = fixture.At("link") });

        Assert.Equal(server.ProcessId, same.ProcessId);
    }

    [Fact]
    public async Task Start_ManyAtOnce_StartOneServer()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(JoinAsync)));

        Assert.Single(all.Select(s => s.ProcessId).Distinct());
        foreach (var server in all)
            await server.DisposeAsync();
        Assert.False(File.Exists(PostmasterFile.PathIn(all[0].Folders.Cluster)));

        Task<PrivateServer> JoinAsync() =>
            PrivateServer.StartAsync(fixture.Options, NullLogger.Instance, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Dispose_WhileAnotherUsesTheServer_LeavesItRunning()
    {
        var first = await fixture.StartAsync();
        var second = await fixture.StartAsync();
        var cluster = first.Folders.Cluster;

        await first.DisposeAsync();
        Assert.True(ServerProcess.IsServerOf(second.ProcessId, cluster));
        Assert.Equal(1, await ServerFixture.AskAsync<int>(second.ConnectionString(DatabaseRole.Reader), "select 1"));

        await second.DisposeAsync();
        Assert.Null(PostmasterFile.Running(cluster));
    }
}
