using Npgsql;

namespace RetailRocket.Web.Cli;

/// <summary>Database errors in the words of the person who has to act.</summary>
internal static class DatabaseErrors
{
    /// <summary>The database's own error under the ones that libraries wrap around it; null when there is none.</summary>
    public static NpgsqlException? In(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
            if (cause is NpgsqlException database)
                return database;
        return null;
    }

    public static string Explain(NpgsqlException error) =>
        error switch
        {
            PostgresException { SqlState: PostgresErrorCodes.DiskFull } full =>
                $"The disk of the database is full ({full.MessageText}). Nothing of this command was kept, and what was "
                    + "published before stands. Free some space, or choose another folder with --data, and run it again.",
            PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown } =>
                "The database server was stopped while the command ran. Nothing of it was published; run it again.",
            PostgresException other => $"The database refused: {other.MessageText} (SQLSTATE {other.SqlState}).",
            _ =>
                $"The connection to the database failed: {error.Message}. Nothing of this command was published; run it again.",
        };
}
