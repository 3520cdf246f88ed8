using Microsoft.EntityFrameworkCore;
using RetailRocket.Pipeline.Database;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Security;

/// <summary>Brings the schema <c>identity</c> up to date.</summary>
public static class IdentitySchema
{
    private static readonly OwnerSchema Schema = new(IdentityContext.SchemaName, IdentityContext.MigrationsTable);

    /// <summary>Applies missing migrations as the owner. Safe to call by several processes at once.</summary>
    public static Task MigrateAsync(Warehouse warehouse, CancellationToken cancellationToken) =>
        Schema.MigrateAsync<IdentityContext>(warehouse, options => new(options), cancellationToken);

    /// <summary>How <see cref="IdentityContext"/> reaches the warehouse.</summary>
    public static void Configure(DbContextOptionsBuilder options, Warehouse warehouse) =>
        Schema.Configure(options, warehouse);
}
