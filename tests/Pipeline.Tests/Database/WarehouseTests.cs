using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Database;

public sealed class WarehouseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_OneConnectionString_ServesAllThreeRoles()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var warehouse = await Warehouse.OpenAsync(
            new WarehouseOptions
            {
                ConnectionString = database.ConnectionString(DatabaseRole.Owner),
                DataFolder = "/nowhere",
            },
            NullLoggerFactory.Instance,
            Token
        );

        Assert.False(warehouse.IsPrivate);
        Assert.Null(warehouse.Checker);
        foreach (var role in Enum.GetValues<DatabaseRole>().Where(role => role != DatabaseRole.Checker))
        {
            await using var question = warehouse.For(role).CreateCommand("select current_user::text");
            Assert.Equal("warehouse_owner", await question.ExecuteScalarAsync(Token));
            Assert.Equal("warehouse_owner", warehouse.UserOf(role));
        }
    }

    [Fact]
    public async Task Open_ConnectionStringOfEach_UsesEachForItsRole()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var warehouse = await Warehouse.OpenAsync(
            new WarehouseOptions
            {
                ConnectionString = database.ConnectionString(DatabaseRole.Owner),
                RunnerConnectionString = database.ConnectionString(DatabaseRole.Runner),
                ReaderConnectionString = database.ConnectionString(DatabaseRole.Reader),
                CheckerConnectionString = database.ConnectionString(DatabaseRole.Checker),
                DataFolder = "/nowhere",
            },
            NullLoggerFactory.Instance,
            Token
        );

        foreach (var role in Enum.GetValues<DatabaseRole>())
            Assert.Equal(ServerCatalog.RoleName(role), warehouse.UserOf(role));
    }

    [Fact]
    public async Task Open_NobodyListens_SaysWhereAndWhatToCheckButNotThePassword()
    {
        var error = await Assert.ThrowsAsync<WarehouseException>(() =>
            Warehouse.OpenAsync(
                new WarehouseOptions
                {
                    ConnectionString =
                        $"Host=127.0.0.1;Port={TcpListeners.FreePort()};Database=d;Username=u;Password=s3cret",
                    DataFolder = "/nowhere",
                },
                NullLoggerFactory.Instance,
                Token
            )
        );

        Assert.Contains("ConnectionStrings:Warehouse", error.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_DatabaseThatDoesNotExist_SaysHowToMakeIt()
    {
        var server = await TestServer.GetAsync();
        var error = await Assert.ThrowsAsync<WarehouseException>(() =>
            Warehouse.OpenAsync(
                new WarehouseOptions
                {
                    ConnectionString = server.ConnectionString(DatabaseRole.Owner, "not_there"),
                    DataFolder = "/nowhere",
                },
                NullLoggerFactory.Instance,
                Token
            )
        );

        Assert.Contains("create database \"not_there\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_ReaderWithoutOwner_IsRefused()
    {
        var error = await Assert.ThrowsAsync<WarehouseException>(() =>
            Warehouse.OpenAsync(
                new WarehouseOptions { ReaderConnectionString = "Host=x", DataFolder = "/nowhere" },
                NullLoggerFactory.Instance,
                Token
            )
        );

        Assert.Contains("without ConnectionStrings:Warehouse", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Complete_GivenSettings_AreKeptAndDangerousOnesAreNot()
    {
        var completed = new NpgsqlConnectionStringBuilder(
            WarehouseConnection.Complete(
                "Host=h;Maximum Pool Size=7;Application Name=mine;Include Error Detail=true;Timezone=Asia/Seoul",
                DatabaseRole.Runner
            )
        );

        Assert.Equal(7, completed.MaxPoolSize);
        Assert.Equal("mine", completed.ApplicationName);
        Assert.False(completed.IncludeErrorDetail);
        Assert.Equal("UTC", completed.Timezone);
        Assert.Equal(0, completed.CommandTimeout);
    }

    [Fact]
    public void Complete_BareString_GetsTheRolesDefaults()
    {
        var completed = new NpgsqlConnectionStringBuilder(WarehouseConnection.Complete("Host=h", DatabaseRole.Reader));

        Assert.Equal("retailrocket reader", completed.ApplicationName);
        Assert.Equal(20, completed.MaxPoolSize);
        Assert.Equal(60, completed.CommandTimeout);
    }

    [Theory]
    [InlineData("Host=/var/run/postgresql", DatabaseRole.Runner, 1024 * 1024)]
    [InlineData("Host=/var/run/postgresql;Socket Send Buffer Size=4096", DatabaseRole.Runner, 4096)]
    [InlineData("Host=/var/run/postgresql", DatabaseRole.Reader, 0)]
    [InlineData("Host=h", DatabaseRole.Runner, 0)]
    public void Complete_WhatLoadsOverASocket_SendsAheadOfTheServer(string given, DatabaseRole role, int bytes) =>
        Assert.Equal(
            bytes,
            new NpgsqlConnectionStringBuilder(WarehouseConnection.Complete(given, role)).SocketSendBufferSize
        );

    [Fact]
    public void Complete_NotAConnectionString_SaysHowOneLooks()
    {
        var error = Assert.Throws<WarehouseException>(() =>
            WarehouseConnection.Complete("postgres://u:s3cret@h/d", DatabaseRole.Owner)
        );

        Assert.Contains("Host=", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Template_UsedTwice_IsPreparedOnceAndCopied()
    {
        var prepared = 0;
        Task<SqlName> TemplateAsync() =>
            TestServer.TemplateAsync(
                "warehouse_tests",
                async warehouse =>
                {
                    Interlocked.Increment(ref prepared);
                    await using var create = warehouse.Owner.CreateCommand(
                        "create schema s; create table s.t as select 7 x"
                    );
                    await create.ExecuteNonQueryAsync(Token);
                }
            );
        await using var one = await TestDatabase.CreateAsync(await TemplateAsync());
        await using var two = await TestDatabase.CreateAsync(await TemplateAsync());

        Assert.Equal(1, prepared);
        Assert.NotEqual(one.Name, two.Name);
        foreach (var copy in new[] { one, two })
            Assert.Equal(
                7,
                await ServerFixture.AskAsync<int>(copy.ConnectionString(DatabaseRole.Owner), "select x from s.t")
            );
    }
}
