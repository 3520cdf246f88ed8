using Npgsql;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Web.Scheduling;

/// <summary>Makes the schema of the scheduler's tables.</summary>
internal sealed class ScheduleSchema(Warehouse warehouse) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = warehouse.Owner.CreateCommand(
                $"create schema if not exists {ScheduleServices.SchemaName}"
            );
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException error)
            when (error.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateSchema)
        {
            // Another app made it between the look and the making.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
