using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Tests.Support;
using RetailRocket.Web.Api.Health;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Tests.Api;

[Collection(OneApp.Name)]
public sealed class HealthTests(AppHost host)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/healthz", "alive")]
    [InlineData("/readyz", "ready")]
    public async Task Stranger_IsToldAndNothingElse(string path, string words)
    {
        using var stranger = new ApiClient(host.Address, null);
        var answer = await stranger.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(words, await answer.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task Readiness_WithoutTheDatabase_IsNotThere()
    {
        var server = await TestServer.GetAsync();
        await using var nowhere = Warehouse.Over(server, "no_such_database", NullLoggerFactory.Instance);
        await using var services = Identities(nowhere);
        Assert.Equal("the database does not answer", await WhyNotAsync(nowhere, services));
    }

    [Fact]
    public async Task Readiness_WithAMigrationMissing_IsNotThereUntilItIs()
    {
        await using var database = await TestDatabase.CreateAsync();
        await OperationsSchema.MigrateAsync(database.Warehouse, Token);
        await using var services = Identities(database.Warehouse);
        Assert.Equal("the database is of another version", await WhyNotAsync(database.Warehouse, services));
        await IdentitySchema.MigrateAsync(database.Warehouse, Token);
        Assert.Equal("the database is of another version", await WhyNotAsync(database.Warehouse, services));
        await WatchSchema.MigrateAsync(database.Warehouse, Token);
        Assert.Null(await WhyNotAsync(database.Warehouse, services));
    }

    private static ServiceProvider Identities(Warehouse warehouse) =>
        new ServiceCollection()
            .AddDbContextFactory<IdentityContext>(options => IdentitySchema.Configure(options, warehouse))
            .AddDbContextFactory<WatchContext>(options => WatchSchema.Configure(options, warehouse))
            .BuildServiceProvider();

    private static Task<string?> WhyNotAsync(Warehouse warehouse, ServiceProvider services) =>
        new Readiness(
            warehouse,
            services.GetRequiredService<IDbContextFactory<IdentityContext>>(),
            services.GetRequiredService<IDbContextFactory<WatchContext>>(),
            NullLogger<Readiness>.Instance
        ).WhyNotAsync(Token);
}
