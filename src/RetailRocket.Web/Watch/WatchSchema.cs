using Microsoft.EntityFrameworkCore;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Web.Watch;

/// <summary>Brings the schema <c>watch</c> up to date.</summary>
public static class WatchSchema
{
    private static readonly OwnerSchema Schema = new(WatchContext.SchemaName, WatchContext.MigrationsTable);

    /// <summary>Applies missing migrations as the owner. Safe to call by several processes at once.</summary>
    public static Task MigrateAsync(Warehouse warehouse, CancellationToken cancellationToken) =>
        Schema.MigrateAsync<WatchContext>(warehouse, options => new(options), cancellationToken);

    /// <summary>How <see cref="WatchContext"/> reaches the warehouse.</summary>
    public static void Configure(DbContextOptionsBuilder options, Warehouse warehouse) =>
        Schema.Configure(options, warehouse);
}
