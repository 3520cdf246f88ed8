using Npgsql;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Runs;

/// <summary>A pipeline's SQL that PostgreSQL refuses, with the file and line it stands in.</summary>
public sealed class PipelineSchemaException(string message, Exception inner) : Exception(message, inner)
{
    internal static PipelineSchemaException In(PipelineDefinition definition, SqlText file, PostgresException error)
    {
        var line =
            error.Position > 0 ? 1 + file.Sql.AsSpan(0, Math.Min(error.Position - 1, file.Sql.Length)).Count('\n') : 1;
        return new PipelineSchemaException(
            $"sql/{definition.Name}/{file.Path}:{line}: {error.MessageText}. Nothing was changed; mend the file and start again.",
            error
        );
    }
}
