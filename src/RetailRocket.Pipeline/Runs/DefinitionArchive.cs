using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Runs;

/// <summary>Keeps the files of every definition that runs, and gives an earlier one back.</summary>
public static class DefinitionArchive
{
    internal static async Task KeepAsync(
        NpgsqlDataSource runner,
        PipelineDefinition definition,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await using var command = runner.CreateCommand(
            """
            insert into ops.definition_texts (pipeline, version, files, recorded_at)
            values (@pipeline, @version, @files, @now)
            on conflict (pipeline, version) do nothing
            """
        );
        command.Parameters.AddWithValue("pipeline", definition.Name);
        command.Parameters.AddWithValue("version", definition.Version);
        command.Parameters.AddWithValue(
            "files",
            NpgsqlDbType.Jsonb,
            JsonSerializer.Serialize(definition.Files.ToDictionary(file => file.Path, file => file.Sql))
        );
        command.Parameters.AddWithValue("now", clock.GetUtcNow());
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>The definition of a version; null when it was not kept, or this program cannot read it any more.</summary>
    public static async Task<PipelineDefinition?> FindAsync(
        NpgsqlConnection connection,
        string pipeline,
        string version,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = new NpgsqlCommand(
            "select files::text from ops.definition_texts where pipeline = @pipeline and version = @version",
            connection
        );
        command.Parameters.AddWithValue("pipeline", pipeline);
        command.Parameters.AddWithValue("version", version);
        if (await command.ExecuteScalarAsync(cancellationToken) is not string files)
            return null;
        try
        {
            return PipelineReader.Read(
                pipeline,
                JsonSerializer
                    .Deserialize<Dictionary<string, string>>(files)!
                    .Select(file => new SqlText(file.Key, file.Value, Sha256(file.Value)))
            );
        }
        catch (DefinitionException)
        {
            return null;
        }
    }

    private static string Sha256(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
