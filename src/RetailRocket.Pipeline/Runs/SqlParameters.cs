using Npgsql;
using NpgsqlTypes;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Runs;

/// <summary>The parameters that a pipeline's SQL may name; see docs/pipelines.md.</summary>
public sealed record SqlParameters(
    PipelineDefinition Definition,
    DateRange Range,
    IReadOnlyList<int> FileIds,
    long? RunId = null
)
{
    /// <summary>A command over <paramref name="sql"/> with every parameter set; names it does not use are ignored.</summary>
    public NpgsqlCommand CreateCommand(NpgsqlConnection connection, string sql, NpgsqlTransaction? transaction = null)
    {
        var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 };
        var parameters = command.Parameters;
        parameters.Add(new NpgsqlParameter("from", NpgsqlDbType.Date) { Value = Range.From });
        parameters.Add(new NpgsqlParameter("to", NpgsqlDbType.Date) { Value = Range.To });
        parameters.Add(new NpgsqlParameter("time_zone", NpgsqlDbType.Text) { Value = Definition.TimeZone.Id });
        parameters.Add(
            new NpgsqlParameter("file_ids", NpgsqlDbType.Array | NpgsqlDbType.Integer) { Value = FileIds.ToArray() }
        );
        if (RunId is { } runId)
            parameters.Add(new NpgsqlParameter("run_id", NpgsqlDbType.Bigint) { Value = runId });
        foreach (var setting in Definition.Settings)
            parameters.Add(new NpgsqlParameter(setting.Name, setting.Value));
        return command;
    }
}
