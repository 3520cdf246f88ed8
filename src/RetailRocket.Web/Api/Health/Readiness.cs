using Microsoft.EntityFrameworkCore;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Web.Security;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Api.Health;

/// <summary>Whether the app can serve: its database answers, and the schemas are those of this program.</summary>
public sealed class Readiness(
    Warehouse warehouse,
    IDbContextFactory<IdentityContext> identities,
    IDbContextFactory<WatchContext> watches,
    ILogger<Readiness> log
)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private bool isCurrent;

    /// <returns>A few words that give nothing away; null when the app can serve.</returns>
    public async Task<string?> WhyNotAsync(CancellationToken cancellationToken)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        wait.CancelAfter(Patience);
        try
        {
            await using var command = warehouse.Reader.CreateCommand("select 1");
            await command.ExecuteScalarAsync(wait.Token);
            // Schemas only move forward while the app runs, so that once is enough.
            isCurrent = isCurrent || await IsCurrentAsync(wait.Token);
            return isCurrent ? null : "the database is of another version";
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogWarning(error, "Not ready: the database does not answer");
            return "the database does not answer";
        }
    }

    private async Task<bool> IsCurrentAsync(CancellationToken cancellationToken)
    {
        await using var watch = await watches.CreateDbContextAsync(cancellationToken);
        await using var identity = await identities.CreateDbContextAsync(cancellationToken);
        return await OperationsSchema.IsCurrentAsync(warehouse, cancellationToken)
            && !(await identity.Database.GetPendingMigrationsAsync(cancellationToken)).Any()
            && !(await watch.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }
}
