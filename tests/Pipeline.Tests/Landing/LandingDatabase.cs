using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Landing;

/// <summary>A database with the operations schema, the raw table of one source, and a source folder of its own.</summary>
public sealed class LandingDatabase : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly TestFolder folder = new();

    private LandingDatabase(TestDatabase database, PipelineDefinition pipeline) =>
        (this.database, Pipeline) = (database, pipeline);

    public PipelineDefinition Pipeline { get; }
    public NpgsqlDataSource Runner => database.Warehouse.Runner;
    public NpgsqlDataSource Owner => database.Warehouse.Owner;
    public string Folder => folder.Path;
    public SourceLander Lander => new(Runner, TimeProvider.System, NullLogger<SourceLander>.Instance);

    public static async Task<LandingDatabase> CreateAsync(PipelineDefinition pipeline)
    {
        var template = await TestServer.TemplateAsync(
            "landing",
            warehouse => OperationsSchema.MigrateAsync(warehouse, CancellationToken.None)
        );
        var made = new LandingDatabase(await TestDatabase.CreateAsync(template), pipeline);
        await made.ExecuteAsync($"create schema {SqlName.Quote(pipeline.Name)}");
        foreach (var source in pipeline.Sources)
        {
            var columns = source.Columns.Select(column => $"{SqlName.Quote(column.Name)} {TypeOf(column.Type)}");
            await made.ExecuteAsync(
                $"create table {SqlName.Quote(pipeline.Name, source.Table)} (file_id int not null, line_no int not null, "
                    + $"{string.Join(", ", columns)}) partition by list (file_id)"
            );
        }
        return made;
    }

    /// <summary>Writes a source file, last changed long enough ago to be trusted by its time.</summary>
    public string Write(string name, byte[] content, int minutesAgo = 60)
    {
        var path = folder.At(name);
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(-minutesAgo));
        return path;
    }

    public string Write(string name, string content, int minutesAgo = 60) =>
        Write(name, System.Text.Encoding.UTF8.GetBytes(content), minutesAgo);

    public Task<LandingReport> LandAsync(LandingOptions? options = null, IProgress<LandingProgress>? progress = null) =>
        Lander.LandAsync(Pipeline, Folder, options ?? new(), progress, TestContext.Current.CancellationToken);

    public Task<LandingPreview> PreviewAsync(LandingOptions? options = null) =>
        Lander.PreviewAsync(Pipeline, Folder, options ?? new(), TestContext.Current.CancellationToken);

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Runner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Rows of a query as text, columns joined with <c>|</c>, NULL as <c>~</c>.</summary>
    public async Task<List<string>> RowsAsync(string sql)
    {
        await using var command = Runner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
            rows.Add(
                string.Join(
                    "|",
                    Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "~" : reader.GetString(i))
                )
            );
        return rows;
    }

    /// <summary>Line, date, reason and text of the quarantined lines of current files.</summary>
    public Task<List<string>> QuarantineAsync() =>
        RowsAsync(
            """
            select q.line_no::text, q.business_date::text, q.reason, q.text
            from ops.quarantine q join ops.source_files f on f.id = q.file_id
            where f.replaced_at is null
            order by f.name, q.line_no
            """
        );

    /// <summary>Date, rows, rejected and fingerprint of every source date.</summary>
    public Task<List<string>> SourceDatesAsync() =>
        RowsAsync(
            """
            select source, business_date::text, rows::text, rejected::text, fingerprint::text
            from ops.source_dates order by 1, 2
            """
        );

    public async ValueTask DisposeAsync()
    {
        folder.Dispose();
        await database.DisposeAsync();
    }

    private static string TypeOf(SourceColumnType type) =>
        type switch
        {
            SourceColumnType.Double => "double precision",
            SourceColumnType.Timestamp => "timestamptz",
            _ => type.ToString().ToLowerInvariant(),
        };
}
