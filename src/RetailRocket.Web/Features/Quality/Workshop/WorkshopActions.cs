using Microsoft.Extensions.Localization;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Quality.Workshop;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Quality.Workshop;

/// <summary>Opens, tries and saves drafts of checks. Every trial and every save is in the audit log with the hash of its SQL.</summary>
public sealed class WorkshopActions(
    Warehouse warehouse,
    PipelineCatalog catalog,
    CheckWorkshop workshop,
    CheckProposals proposals,
    WorkshopSettings settings,
    Access access,
    Audit audit,
    IStringLocalizer<Text> text,
    ILogger<WorkshopActions> log
)
{
    /// <summary>Most dates that a draft is tried on.</summary>
    public const int MostDates = 366;

    // Valid as it is, and finds nothing.
    private const string NewSql = """
        select
            @from as check_date,
            'what is wrong' as reason
        where false

        """;

    /// <summary>A proposal of the name, else the pipeline's check, else a new one.</summary>
    /// <exception cref="AccessDeniedException">The person may not write checks.</exception>
    public async Task<WorkshopModel> OpenAsync(string pipeline, string? name, CheckPhase phase)
    {
        await access.DemandAsync(Feature.CheckWorkshop);
        var definition = catalog.Get(pipeline);
        var present = definition.Checks.FirstOrDefault(check => check.Name == name);
        var proposal = name is null ? null : proposals.Find(pipeline, name);
        return new WorkshopModel(
            proposal?.Draft
                ?? (
                    present is null ? new DraftCheck("", phase, CheckSeverity.Warn, "", NewSql) : DraftCheck.Of(present)
                ),
            present?.Sql.Sha256,
            proposal?.Sha256,
            proposal?.File,
            [.. proposals.All(pipeline).Select(waiting => waiting.Draft.Name)],
            ["from", "to", "time_zone", "file_ids", "run_id", .. definition.Settings.Select(setting => setting.Name)]
        );
    }

    /// <summary>What the draft would have said on the last dates up to the view's.</summary>
    /// <param name="dates">1 to <see cref="MostDates"/>.</param>
    /// <exception cref="AccessDeniedException">The person may not write checks.</exception>
    public async Task<TrialReport> TryAsync(
        ViewState view,
        DraftCheck draft,
        int dates,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(draft);
        await access.DemandAsync(Feature.CheckWorkshop);
        var range = new DateRange(view.To.AddDays(1 - Math.Clamp(dates, 1, MostDates)), view.To);
        var definition = catalog.Get(view.Pipeline);
        try
        {
            var check = DraftReader.Read(definition, draft);
            await NoteAsync(
                AuditAction.CheckTried,
                view.Pipeline,
                draft,
                new
                {
                    sha256 = draft.Sha256,
                    from = Formats.Iso(range.From),
                    to = Formats.Iso(range.To),
                },
                cancellationToken
            );
            var trial = await workshop.TryAsync(definition, check, range, settings.Limit, cancellationToken);
            var present = await PresentAsync(view.Pipeline, draft.Name, range, cancellationToken);
            return new TrialReport(
                trial.Check,
                [
                    .. trial.Dates.Select(date => new TrialLine(
                        date,
                        present.TryGetValue(date.Date, out var verdict) ? verdict : null
                    )),
                ],
                trial.Duration,
                []
            );
        }
        catch (DefinitionException error)
        {
            return TrialReport.Of(Problems(error, draft));
        }
        catch (TrialException error)
        {
            return TrialReport.Of([new DraftProblem(error.Line, Words(error))]);
        }
    }

    /// <summary>Writes the draft beside the pipeline, where a reviewer finds it; nothing runs from there.</summary>
    /// <param name="opened">What the draft began as.</param>
    /// <exception cref="AccessDeniedException">The person may not write checks.</exception>
    public async Task<SaveAnswer> SaveAsync(
        string pipeline,
        DraftCheck draft,
        WorkshopModel opened,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(draft);
        ArgumentNullException.ThrowIfNull(opened);
        await access.DemandAsync(Feature.CheckWorkshop);
        var definition = catalog.Get(pipeline);
        try
        {
            var saved = await proposals.SaveAsync(definition, draft, opened.Based, opened.Opened, cancellationToken);
            await NoteAsync(
                AuditAction.CheckProposed,
                pipeline,
                draft,
                new { sha256 = draft.Sha256, file = saved.File },
                cancellationToken
            );
            return new SaveAnswer(saved, []);
        }
        catch (DefinitionException error)
        {
            return new SaveAnswer(null, Problems(error, draft));
        }
        catch (ProposalConflictException error)
        {
            return new SaveAnswer(null, [new DraftProblem(null, text[$"Workshop.{error.Conflict}", draft.Name])]);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or TimeoutException)
        {
            log.LogError(error, "A proposal of {Check} could not be written", draft.Name);
            return new SaveAnswer(null, [new DraftProblem(null, text["Workshop.NotWritten"])]);
        }
    }

    /// <summary>PostgreSQL's own words about SQL, ours about the rest.</summary>
    private string Words(TrialException error) =>
        error.Failure == TrialFailure.Sql
            ? error.Message
            : text[$"Workshop.{error.Failure}", Formats.Duration(settings.Limit)];

    private async Task NoteAsync(
        string action,
        string pipeline,
        DraftCheck draft,
        object details,
        CancellationToken cancellationToken
    ) =>
        await audit.WriteAsync(
            await access.NameAsync(),
            action,
            $"{pipeline} {draft.Name}",
            details,
            cancellationToken
        );

    private async Task<Dictionary<DateOnly, Verdict>> PresentAsync(
        string pipeline,
        string check,
        DateRange range,
        CancellationToken cancellationToken
    )
    {
        var rows = await warehouse.Reader.ListAsync(
            QualitySql.History,
            row => (Date: row.GetFieldValue<DateOnly>(0), Verdict: Enum.Parse<Verdict>(row.GetString(2))),
            cancellationToken,
            [.. QualityQueries.Range(pipeline, range.From, range.To, RunBasis.Latest), ("check", check)]
        );
        return rows.ToDictionary(row => row.Date, row => row.Verdict);
    }

    // Lines are of the draft's own file; what another file says of it comes with that file's name.
    private static IReadOnlyList<DraftProblem> Problems(DefinitionException error, DraftCheck draft) =>
        [
            .. error.Problems.Select(problem =>
                problem.File.EndsWith($"/{draft.Name}.sql", StringComparison.Ordinal)
                    ? new DraftProblem(problem.Line > 0 ? problem.Line : null, problem.Message)
                : problem.Line > 0 ? new DraftProblem(null, problem.ToString())
                : new DraftProblem(null, problem.Message)
            ),
        ];
}
