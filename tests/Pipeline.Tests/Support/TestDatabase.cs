using Microsoft.Extensions.Logging.Abstractions;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Pipeline.Tests.Support;

/// <summary>A fresh database on the test server, for one test or one class of tests; dropped at the end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly PrivateServer server;

    private TestDatabase(PrivateServer server, SqlName name)
    {
        this.server = server;
        Name = name;
        Warehouse = Warehouse.Over(server, name.Value, NullLoggerFactory.Instance);
    }

    public SqlName Name { get; }

    /// <summary>Connections for owner, runner and reader.</summary>
    public Warehouse Warehouse { get; }

    /// <summary>An empty database, or a copy of a template (see <see cref="TestServer.TemplateAsync"/>).</summary>
    public static async Task<TestDatabase> CreateAsync(SqlName? template = null)
    {
        var server = await TestServer.GetAsync();
        var name = new SqlName("test_" + Guid.NewGuid().ToString("N"));
        await server.CreateDatabaseAsync(name, template, CancellationToken.None);
        return new TestDatabase(server, name);
    }

    /// <summary>The connection string of a role, for code that makes its own connections.</summary>
    public string ConnectionString(DatabaseRole role) => server.ConnectionString(role, Name.Value);

    public async ValueTask DisposeAsync()
    {
        await Warehouse.DisposeAsync();
        await server.DropDatabaseAsync(Name, CancellationToken.None);
    }
}
