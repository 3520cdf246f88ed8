using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using RetailRocket.Pipeline.Database.Operations;

namespace EfDesign;

/// <summary>Lets <c>dotnet ef</c> build the model without starting the app. Used for migrations only.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<OperationsContext>
{
    public OperationsContext CreateDbContext(string[] args) =>
        new(
            new DbContextOptionsBuilder<OperationsContext>()
                .UseNpgsql(
                    "Host=none",
                    options => options.MigrationsAssembly(typeof(OperationsContext).Assembly.GetName().Name)
                )
                .Options
        );
}

internal static class Program
{
    private static void Main() { }
}
