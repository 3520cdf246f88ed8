namespace RetailRocket.Pipeline.Database;

/// <summary>Says what a server's own words mean and what to do about them.</summary>
internal static class ServerFailure
{
    private const int LinesShown = 15;

    /// <summary>An error with the meaning first and the server's last words after it.</summary>
    /// <param name="what">What was attempted, such as "The private PostgreSQL server did not start".</param>
    /// <param name="words">What the server or <c>initdb</c> wrote.</param>
    /// <param name="where">The log file or folder that it is about.</param>
    public static WarehouseException Explain(string what, string words, string where)
    {
        var lines = words.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var shown = string.Join('\n', lines.TakeLast(LinesShown).Select(l => "  " + l));
        return new WarehouseException($"{what}.\n{Meaning(words)}\nLast lines of {where}:\n{shown}");
    }

    /// <summary>The same for an error of the file system.</summary>
    public static WarehouseException Explain(Exception error, string folder) =>
        error switch
        {
            UnauthorizedAccessException => new WarehouseException(
                $"The data folder {folder} cannot be written to: {error.Message}\n"
                    + "What to do: give this account the right to write there, or choose another folder with --data.",
                error
            ),
            _ => new WarehouseException(
                $"The private database in {folder} cannot be used: {error.Message}\n{Meaning(error.Message)}",
                error
            ),
        };

    /// <summary>Old processes of a killed server still hold its shared memory; they are about to end.</summary>
    public static bool IsPassing(string words) =>
        words.Contains("pre-existing shared memory block", StringComparison.Ordinal)
        || (
            words.Contains("lock file \"", StringComparison.Ordinal)
            && (
                words.Contains("\" already exists", StringComparison.Ordinal)
                || words.Contains("\" is empty", StringComparison.Ordinal)
            )
        );

    private static string Meaning(string words)
    {
        bool Says(string text) => words.Contains(text, StringComparison.OrdinalIgnoreCase);
        if (Says("No space left on device") || Says("disk quota exceeded"))
            return "The disk is full. What to do: free some space, or move the data folder to a larger disk (--data). "
                + "Committed data is safe; the server goes on from there at the next start.";
        if (Says("could not resize shared memory") || Says("Cannot allocate memory"))
            return "There is not enough memory. What to do: end other programs, or give the container more memory.";
        if (Says("Address already in use") || Says("could not bind"))
            return "Another program uses the port or socket. What to do: set another Warehouse:Port, or none.";
        if (Says("is not compatible") || Says("incompatible with server"))
            return "The data was made by another version of PostgreSQL. What to do: install that version beside this one.";
        if (Says("Permission denied") || Says("Read-only file system"))
            return "A file or folder cannot be read or written. What to do: check who owns the folder, and that its disk "
                + "is mounted for writing.";
        if (Says("Too many open files"))
            return "The limit of open files is too low. What to do: raise it (ulimit -n).";
        return "What to do: the lines below name the cause. After a repair start again; nothing else is needed.";
    }
}
