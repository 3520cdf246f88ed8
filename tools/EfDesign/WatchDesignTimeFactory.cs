using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using RetailRocket.Web.Watch;

namespace EfDesign;

/// <summary>The same for the schema <c>watch</c>.</summary>
public sealed class WatchDesignTimeFactory : IDesignTimeDbContextFactory<WatchContext>
{
    public WatchContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<WatchContext>()
                .UseNpgsql(
                    "Host=none",
                    options =>
                        options
                            .MigrationsAssembly(typeof(WatchContext).Assembly.GetName().Name)
                            .MigrationsHistoryTable(WatchContext.MigrationsTable, WatchContext.SchemaName)
                )
                .Options
        );
}
