using Npgsql;

namespace RetailRocket.Pipeline.Landing;

/// <summary>
/// Holds off other landings of a pipeline, and runs that read its files, until disposed. It belongs to the connection's
/// session: when the process or the connection dies, PostgreSQL releases it.
/// </summary>
internal sealed class LandingLock : IAsyncDisposable
{
    private const string Key = "hashtext('landing:' || @pipeline)";
    private readonly NpgsqlConnection connection;
    private readonly string pipeline;

    private LandingLock(NpgsqlConnection connection, string pipeline) =>
        (this.connection, this.pipeline) = (connection, pipeline);

    /// <summary>Waits as long as it takes.</summary>
    public static async Task<LandingLock> TakeAsync(NpgsqlConnection connection, string pipeline, CancellationToken ct)
    {
        var landingLock = new LandingLock(connection, pipeline);
        await landingLock.ExecuteAsync($"select pg_advisory_lock({Key})", ct);
        return landingLock;
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await ExecuteAsync($"select pg_advisory_unlock({Key})", CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            // The connection is broken, and its locks went with it.
        }
    }

    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.AddWithValue("pipeline", pipeline);
        await command.ExecuteNonQueryAsync(ct);
    }
}
