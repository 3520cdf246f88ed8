using System.Globalization;
using RetailRocket.Pipeline.Database;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Quality;

/// <summary>Reads the lines that could not be parsed, of the files that are landed now.</summary>
public sealed class QuarantineQueries(Warehouse warehouse, Access access)
{
    /// <summary>Characters of a line that a page shows.</summary>
    public const int ShownCharacters = 300;

    private const int MostChoices = 200;

    /// <summary>The rows of a filter; used with the parameters of <see cref="Parameters"/>.</summary>
    internal const string Filtered = """
        from ops.quarantine as rejected
        join ops.source_files as files on files.id = rejected.file_id and files.replaced_at is null
        where rejected.pipeline = @pipeline
            and (@source::text is null or rejected.source = @source)
            and (@file::text is null or files.name = @file)
            and (@reason::text is null or rejected.reason = @reason)
            and (@date::date is null or rejected.business_date = @date)
            and (not @undated or rejected.business_date is null)
        """;

    private const string Counts = $"select count(*) {Filtered}";

    private const string Lines = $"""
        select
            rejected.id,
            rejected.source,
            files.name,
            rejected.line_no,
            rejected.business_date,
            rejected.reason,
            left(rejected.text, @characters),
            length(rejected.text) > @characters
        {Filtered}
        order by rejected.source, files.name, rejected.line_no, rejected.id
        limit @rows offset @skip
        """;

    // Choices count what the other filters leave, so that none of them leads to an empty page.
    private static readonly string Sources = Choices("rejected.source");
    private static readonly string Files = Choices("files.name");
    private static readonly string Dates = Choices("coalesce(rejected.business_date::text, '')");
    private static readonly string Reasons = Choices("rejected.reason");

    /// <summary>The page of a filter; a number beyond the last page is the last.</summary>
    public async Task<QuarantineModel> ReadAsync(
        ViewState view,
        QuarantineFilter filter,
        int page,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(filter);
        await access.DemandAsync(Feature.Quarantine);
        var pipeline = view.Pipeline;
        var all = await CountAsync(pipeline, new QuarantineFilter(), cancellationToken);
        if (all == 0)
            return new QuarantineModel(0, 0, 1, [], [], [], [], []);
        var found = filter.IsAll ? all : await CountAsync(pipeline, filter, cancellationToken);
        var pages = Math.Max(1, (found + QuarantineModel.PageRows - 1) / QuarantineModel.PageRows);
        var shown = (int)Math.Clamp(page, 1, pages);
        return new QuarantineModel(
            all,
            found,
            shown,
            await LinesAsync(pipeline, filter, shown, cancellationToken),
            await GroupsAsync(Sources, pipeline, filter with { Source = null }, cancellationToken),
            await GroupsAsync(Files, pipeline, filter with { File = null }, cancellationToken),
            await GroupsAsync(Dates, pipeline, filter with { Date = null, IsUndated = false }, cancellationToken),
            await GroupsAsync(Reasons, pipeline, filter with { Reason = null }, cancellationToken)
        );
    }

    internal static (string Name, object? Value)[] Parameters(string pipeline, QuarantineFilter filter) =>
        [
            ("pipeline", pipeline),
            ("source", filter.Source),
            ("file", filter.File),
            ("reason", filter.Reason),
            ("date", filter.IsUndated ? null : filter.Date),
            ("undated", filter.IsUndated),
        ];

    private static string Choices(string value) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"select {value}, count(*) {Filtered} group by 1 order by 2 desc, 1 limit {MostChoices}"
        );

    private async Task<long> CountAsync(
        string pipeline,
        QuarantineFilter filter,
        CancellationToken cancellationToken
    ) =>
        (
            await warehouse.Reader.ListAsync(
                Counts,
                row => row.GetInt64(0),
                cancellationToken,
                Parameters(pipeline, filter)
            )
        )[0];

    private Task<IReadOnlyList<QuarantineLine>> LinesAsync(
        string pipeline,
        QuarantineFilter filter,
        int page,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            Lines,
            row => new QuarantineLine(
                row.GetInt64(0),
                row.GetString(1),
                row.GetString(2),
                row.GetInt64(3),
                row.Maybe<DateOnly>(4),
                row.GetString(5),
                row.GetString(6),
                row.GetBoolean(7)
            ),
            cancellationToken,
            [
                .. Parameters(pipeline, filter),
                ("characters", ShownCharacters),
                ("rows", QuarantineModel.PageRows),
                ("skip", (page - 1L) * QuarantineModel.PageRows),
            ]
        );

    private Task<IReadOnlyList<QuarantineGroup>> GroupsAsync(
        string sql,
        string pipeline,
        QuarantineFilter filter,
        CancellationToken cancellationToken
    ) =>
        warehouse.Reader.ListAsync(
            sql,
            row => new QuarantineGroup(row.GetString(0), row.GetInt64(1)),
            cancellationToken,
            Parameters(pipeline, filter)
        );
}
