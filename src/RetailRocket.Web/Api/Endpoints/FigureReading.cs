using System.Data;
using System.Globalization;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Api.Answers;
using RetailRocket.Web.Api.Certificates;
using RetailRocket.Web.Api.Errors;
using RetailRocket.Web.Api.Requests;
using RetailRocket.Web.Api.Rows;
using RetailRocket.Web.Api.Tokens;
using RetailRocket.Web.Features;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Api.Endpoints;

/// <summary>Published rows, and what stands behind a date.</summary>
internal sealed class FigureReading(
    Warehouse warehouse,
    PipelineCatalog catalog,
    PublishedReader published,
    CertificateReader certificates,
    PipelineStatusReader status,
    Access access,
    Audit audit
)
{
    /// <summary>Sends the published rows of a table; rows and certificate are of one moment.</summary>
    public async Task RowsAsync(
        HttpContext context,
        string pipeline,
        string table,
        RowRequest request,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.Api);
        var definition = catalog.Get(pipeline);
        var described = await published.DescribeAsync(definition, table, cancellationToken);
        await access.DemandAsync(PersonalTables.FeatureOf(described));
        await using var connection = await warehouse.Reader.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellationToken
        );
        var dates = await CertificateReader.ReadAsync(
            connection,
            definition,
            request.Dates.From,
            request.Dates.To,
            cancellationToken
        );
        if (dates.Count == 0 && request.Dates.Single is { } day)
            throw await WhyNotPublishedAsync(definition, day, cancellationToken);
        var answer = new RowAnswer
        {
            Context = context,
            Pipeline = definition.Name,
            Source = SourceOf(described),
            Request = request,
            Filters = Filters(described, request.Dates),
            Certificate = ApiCertificate.Over(definition.Name, dates),
            About = described.About,
            State = StateOf(definition, dates),
            OnSend = PersonalTables.Is(described)
                ? token => RecordAsync(definition, described, request, token)
                : _ => Task.CompletedTask,
        };
        await answer.WriteAsync(connection, cancellationToken);
    }

    /// <exception cref="ApiException">404: the date is not published; it says why.</exception>
    public async Task<CertificateAnswer> CertificateAsync(
        string pipeline,
        DateOnly date,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.Api);
        await access.DemandAsync(Feature.Certificate);
        var definition = catalog.Get(pipeline);
        var dates = await certificates.ReadAsync(definition, date, date, cancellationToken);
        var certificate =
            ApiCertificate.Over(definition.Name, dates)
            ?? throw await WhyNotPublishedAsync(definition, date, cancellationToken);
        var checks = await warehouse.Reader.ListAsync(
            """
            select check_name, phase, lower(severity), verdict, observed, threshold, is_pass_rate, failed_rows
            from ops.check_results
            where run_id = @run and date = @date
            order by id
            """,
            row => new CheckItem(
                row.GetString(0),
                row.GetString(1),
                row.GetString(2),
                Words.Of(Enum.Parse<Verdict>(row.GetString(3))),
                row.Maybe<decimal>(4),
                row.GetDecimal(5),
                row.GetBoolean(6),
                row.GetInt64(7)
            ),
            cancellationToken,
            ("run", certificate.Run),
            ("date", date)
        );
        return new CertificateAnswer(certificate, definition.Name, date, checks);
    }

    private async Task<ApiException> WhyNotPublishedAsync(
        PipelineDefinition definition,
        DateOnly date,
        CancellationToken cancellationToken
    )
    {
        var found = await status.ReadAsync(definition, new DateRange(date, date), cancellationToken);
        var why = found[0] switch
        {
            { Verdict: Verdict.Fail, LastRun: { } run } => string.Create(
                CultureInfo.InvariantCulture,
                $"Run {run} was held back by {string.Join(", ", found[0].Findings.Where(finding => finding.Verdict == Verdict.Fail).Select(finding => finding.CheckName))}."
            ),
            { Verdict: Verdict.NoData } => "There is no source data of it.",
            { Verdict: null } => "It is loaded, and no run has judged it yet.",
            _ => "No run has published it.",
        };
        return ApiException.NotFound(
            "Not published",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{definition.Name} has no published figures of {date:yyyy-MM-dd}. {why}"
            )
        );
    }

    private static RowSource SourceOf(PublishedTable table) =>
        new()
        {
            Name = table.Name,
            From = table.View,
            Columns = table.Columns,
            Key = table.Key,
        };

    private static List<RowFilter> Filters(PublishedTable table, DateFilter dates)
    {
        var date = SqlName.Quote(table.DateColumn);
        var filters = new List<RowFilter>();
        if (dates.Single is { } day)
            return [new RowFilter($"{date} = @from", "from", day)];
        if (dates.From is { } from)
            filters.Add(new RowFilter($"{date} >= @from", "from", from));
        if (dates.To is { } to)
            filters.Add(new RowFilter($"{date} <= @to", "to", to));
        return filters;
    }

    /// <summary>Which run every date is of, how it stands, and the definitions that shape the table.</summary>
    private static string StateOf(PipelineDefinition definition, IReadOnlyList<Certificate> dates) =>
        string.Join(
            '\n',
            dates
                .Select(date =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{date.AsOf:O} {date.RunId} {date.PublishedAt.Ticks} {date.Verdict} {(date.Stale is { } stale ? Words.Of(stale) : "")} {date.Waiver?.Id}"
                    )
                )
                .Prepend($"{definition.Name} {definition.Version}")
        );

    private async Task RecordAsync(
        PipelineDefinition definition,
        PublishedTable table,
        RowRequest request,
        CancellationToken cancellationToken
    )
    {
        var person = await access.PersonAsync();
        await audit.WriteAsync(
            await access.NameAsync(),
            AuditAction.Download,
            $"{definition.Name} {table.Name}",
            new
            {
                request.Dates.From,
                request.Dates.To,
                format = request.Format.ToString().ToLowerInvariant(),
                page = request.Limit,
                token = person.FindFirst(TokenHandler.PrefixClaim)?.Value,
            },
            cancellationToken
        );
    }
}
