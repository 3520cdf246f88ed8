using System.Globalization;
using Npgsql;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Pipeline.Runs;

/// <summary>The name of a table that holds rows on their way into another one, within one transaction.</summary>
internal static class FillName
{
    /// <summary>A bare name that no other run and no other table uses, and that is short whatever the table's is.</summary>
    /// <param name="connection">In a transaction that <see cref="WarehouseSession"/> has prepared.</param>
    /// <param name="table">Bare name of the table that is to be filled.</param>
    /// <param name="runId">The run that fills it.</param>
    /// <param name="cancellationToken">Stops the look-up.</param>
    public static async Task<string> OfAsync(
        NpgsqlConnection connection,
        string table,
        long runId,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand("select to_regclass(@table)::oid::bigint", connection);
        command.Parameters.AddWithValue("table", SqlName.Quote(table));
        var oid = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        return string.Create(CultureInfo.InvariantCulture, $"fill_{oid}_{runId}");
    }
}
