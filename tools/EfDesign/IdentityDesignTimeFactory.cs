using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using RetailRocket.Web.Security;

namespace EfDesign;

/// <summary>The same for the schema <c>identity</c>, whose migrations are in the web project.</summary>
public sealed class IdentityDesignTimeFactory : IDesignTimeDbContextFactory<IdentityContext>
{
    public IdentityContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<IdentityContext>()
                .UseNpgsql(
                    "Host=none",
                    options =>
                        options
                            .MigrationsAssembly(typeof(IdentityContext).Assembly.GetName().Name)
                            .MigrationsHistoryTable(IdentityContext.MigrationsTable, IdentityContext.SchemaName)
                )
                .Options
        );
}
