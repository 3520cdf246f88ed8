using Npgsql;
using RetailRocket.Pipeline.Landing.Values;

namespace RetailRocket.Pipeline.Landing.Tables;

/// <summary>A binary COPY into a table. Disposed without <see cref="CompleteAsync"/> it takes everything back.</summary>
internal sealed class RawCopy : IAsyncDisposable
{
    private readonly NpgsqlRawCopyStream stream;
    private bool completed;

    private RawCopy(NpgsqlRawCopyStream stream) => this.stream = stream;

    /// <param name="connection">Busy with the COPY until it is completed or disposed.</param>
    /// <param name="target">Table and columns, validated and quoted.</param>
    /// <param name="freeze">Only for a table made in the same transaction: rows need no later clean-up.</param>
    /// <param name="ct">Cancels the start.</param>
    public static async Task<RawCopy> BeginAsync(
        NpgsqlConnection connection,
        string target,
        bool freeze,
        CancellationToken ct
    )
    {
        var sql = $"copy {target} from stdin (format binary{(freeze ? ", freeze true" : "")})";
        var copy = new RawCopy(await connection.BeginRawBinaryCopyAsync(sql, ct));
        var header = new TupleBuffer(32);
        header.WriteStreamHeader();
        copy.Write(header);
        return copy;
    }

    /// <summary>
    /// Sends tuples. It blocks: the socket's buffer keeps the server busy while the next tuples are made, and a blocking
    /// send costs a third of the processor time of an asynchronous one, of which the server makes better use.
    /// </summary>
    public void Write(TupleBuffer tuples) => stream.Write(tuples.Written.Span);

    /// <summary>Ends the COPY; errors of the rows written surface here at the latest.</summary>
    public async Task CompleteAsync()
    {
        var trailer = new TupleBuffer(2);
        trailer.WriteStreamTrailer();
        Write(trailer);
        completed = true;
        await stream.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (completed)
            return;
        completed = true;
        try
        {
            await stream.CancelAsync();
            await stream.DisposeAsync();
        }
        catch (Exception e)
            when (e is NpgsqlException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The reason why the COPY is given up is on its way up; that the connection is gone as well adds nothing.
        }
    }
}
