using System.Globalization;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Campaigns;

/// <summary>Visitors that must not be contacted: read and changed, every change with an entry in the audit log.</summary>
public sealed class SuppressionList(Warehouse warehouse, Access access, Audit audit, TimeProvider clock)
{
    private const string Add = """
        insert into ops.suppressed_visitors (pipeline, visitor_id, added_at, added_by)
        select @pipeline, visitor_id, @now, @person
        from unnest(@visitors) as visitor_id
        on conflict do nothing
        """;

    public async Task<SuppressionModel> ReadAsync(string pipeline, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Campaigns);
        var count = await warehouse.Reader.ListAsync(
            "select count(*) from ops.suppressed_visitors where pipeline = @pipeline",
            row => row.GetInt64(0),
            cancellationToken,
            ("pipeline", pipeline)
        );
        var latest = await warehouse.Reader.ListAsync(
            """
            select visitor_id, added_at, added_by
            from ops.suppressed_visitors
            where pipeline = @pipeline
            order by added_at desc, visitor_id
            limit @rows
            """,
            row => new SuppressedRow(row.GetInt32(0), row.GetFieldValue<DateTimeOffset>(1), row.GetString(2)),
            cancellationToken,
            ("pipeline", pipeline),
            ("rows", SuppressionModel.MostRows)
        );
        return new SuppressionModel(count[0], latest);
    }

    /// <summary>Puts visitors on the list.</summary>
    /// <param name="source">Where they come from, for the audit log: a file's name, or the visitor's number.</param>
    /// <returns>Visitors that were not on it.</returns>
    public async Task<int> AddAsync(
        string pipeline,
        IReadOnlyCollection<int> visitors,
        string source,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(visitors);
        await access.DemandAsync(Feature.Campaigns);
        return await ChangeAsync(
            pipeline,
            source,
            "added",
            Add,
            cancellationToken,
            ("visitors", visitors.ToArray()),
            ("now", clock.GetUtcNow()),
            ("person", await access.NameAsync())
        );
    }

    /// <summary>Puts the visitors of a CSV file on the list: all of them or, when a line is wrong, none.</summary>
    /// <returns>Different visitors of the file, and how many of them were not on the list.</returns>
    /// <exception cref="SuppressionFileException">A line is not a visitor's number, or there is none.</exception>
    public async Task<(int Read, int Added)> AddFileAsync(
        string pipeline,
        string name,
        Stream content,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.Campaigns);
        var visitors = await SuppressionFile.ReadAsync(content, cancellationToken);
        return (visitors.Count, await AddAsync(pipeline, visitors, name, cancellationToken));
    }

    /// <summary>Takes a visitor off the list.</summary>
    /// <returns>Whether the visitor was on it.</returns>
    public async Task<bool> RemoveAsync(string pipeline, int visitor, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Campaigns);
        return await ChangeAsync(
                pipeline,
                visitor.ToString(CultureInfo.InvariantCulture),
                "removed",
                "delete from ops.suppressed_visitors where pipeline = @pipeline and visitor_id = @visitor",
                cancellationToken,
                ("visitor", visitor)
            ) > 0;
    }

    private async Task<int> ChangeAsync(
        string pipeline,
        string source,
        string change,
        string sql,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters
    )
    {
        await using var connection = await warehouse.Runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection).With([("pipeline", pipeline), .. parameters]);
        var rows = await command.ExecuteNonQueryAsync(cancellationToken);
        await audit.WriteAsync(
            await access.NameAsync(),
            AuditAction.SuppressionChanged,
            pipeline,
            new
            {
                change,
                source,
                rows,
            },
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return rows;
    }
}
