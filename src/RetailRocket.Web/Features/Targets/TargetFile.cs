using Npgsql;
using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Features.Targets;

/// <summary>
/// A target list as a file, over one snapshot of the database: what was measured is what is written, whatever is published
/// meanwhile.
/// </summary>
public sealed class TargetFile : IAsyncDisposable
{
    private readonly NpgsqlConnection connection;
    private readonly NpgsqlTransaction transaction;
    private readonly TargetFileRequest request;
    private readonly string sql;

    internal TargetFile(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        TargetFileRequest request,
        string sql,
        TargetFileCertificate certificate,
        Certificate standing
    )
    {
        this.connection = connection;
        this.transaction = transaction;
        this.request = request;
        this.sql = sql;
        Certificate = certificate;
        Standing = standing;
    }

    public TargetFileCertificate Certificate { get; }

    /// <summary>What stands behind the date of the list.</summary>
    public Certificate Standing { get; }

    /// <summary>Writes the file, row by row.</summary>
    public Task WriteAsync(Stream output, CancellationToken cancellationToken) =>
        WriteAsync(connection, transaction, request.Encoding, sql, Parameters(request), output, cancellationToken);

    /// <returns>Rows written, and characters that the encoding does not have.</returns>
    internal static async Task<(long Rows, long Lost)> WriteAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction? transaction,
        FileEncoding encoding,
        string sql,
        IReadOnlyList<(string Name, object? Value)> parameters,
        Stream output,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection, transaction) { CommandTimeout = 0 }.With(
            parameters
        );
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        long count = 0;
        var lost = await FileEncodings.WriteAsync(
            encoding,
            output,
            async stream => count = await CsvRows.WriteAsync(rows, stream, cancellationToken),
            cancellationToken
        );
        return (count, lost);
    }

    /// <summary>Those of a list's statement.</summary>
    internal static IReadOnlyList<(string Name, object? Value)> Parameters(TargetFileRequest request) =>
        [("date", request.Date), ("segment", request.Segment)];

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
