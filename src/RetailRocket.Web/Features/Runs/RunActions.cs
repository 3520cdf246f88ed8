using System.Globalization;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Runs.Planning;
using RetailRocket.Web.Cli;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Runs;

/// <summary>What people do to runs and publications. Each act demands its right and is written to the audit log first.</summary>
public sealed class RunActions(
    RunCenter center,
    RunRehearsal rehearsal,
    RunService runs,
    DueDates due,
    Publisher publisher,
    RunApprovals approvals,
    SourceFolders folders,
    PipelineCatalog catalog,
    AppSettings settings,
    Access access,
    Audit audit
)
{
    /// <summary>What the run would do; changes nothing.</summary>
    /// <exception cref="SourceException">The folder or a file of it cannot be landed.</exception>
    public async Task<RunProposal> RehearseAsync(RunAsk ask, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ask);
        await access.DemandAsync(Feature.RunStart);
        var request = new RunRequest
        {
            Definition = catalog.Get(ask.Pipeline),
            Range = ask.Range,
            Force = ask.Force,
        };
        var landing = new LandingOptions { Force = ask.Force, Addition = ask.Source == SourceChoice.Uploads };
        var report = await rehearsal.TellAsync(
            request,
            folders.Of(ask.Pipeline, ask.Source),
            landing,
            cancellationToken
        );
        var (_, state) = await runs.PlanAsync(request, cancellationToken);
        return Proposal(report, state);
    }

    /// <summary>Begins the run in the background.</summary>
    /// <returns>The number of the work in <see cref="RunCenter"/>.</returns>
    public async Task<int> StartAsync(RunAsk ask, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ask);
        await access.DemandAsync(Feature.RunStart);
        var person = await access.NameAsync();
        await audit.WriteAsync(
            person,
            AuditAction.RunStarted,
            $"{ask.Pipeline} {ask.Range}",
            new
            {
                source = ask.Source.ToString(),
                ask.Force,
                ask.Ripple,
                ask.Hold,
            },
            cancellationToken
        );
        return center.Start(
            new WorkRequest
            {
                Pipeline = ask.Pipeline,
                SourceFolder = folders.Of(ask.Pipeline, ask.Source),
                IsAddition = ask.Source == SourceChoice.Uploads,
                Ranges = [ask.Range],
                Force = ask.Force,
                Ripple = ask.Ripple,
                Hold = ask.Hold,
                Trigger = "page",
                RequestedBy = person,
            }
        );
    }

    /// <summary>Begins runs over every date that is new or changed.</summary>
    /// <returns>The number of the work, and the dates that it will run.</returns>
    public async Task<(int Work, int Dates)> StartDueAsync(string pipeline, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.RunStart);
        var definition = catalog.Get(pipeline);
        var dates = await due.ReadAsync(definition, cancellationToken);
        var ranges = await due.RangesAsync(definition, [.. dates.Select(date => date.Date)], cancellationToken);
        var person = await access.NameAsync();
        await audit.WriteAsync(
            person,
            AuditAction.RunStarted,
            $"{pipeline} {string.Join(", ", ranges)}",
            new { dates = dates.Count },
            cancellationToken
        );
        var work = center.Start(
            new WorkRequest
            {
                Pipeline = pipeline,
                Ranges = ranges,
                Trigger = "page",
                RequestedBy = person,
            }
        );
        return (work, dates.Count);
    }

    /// <summary>Asks a work of this app to stop.</summary>
    /// <returns>Whether it was still under way.</returns>
    public async Task<bool> CancelAsync(int work, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.RunCancel);
        if (center.Find(work) is not { IsOver: false } view)
            return false;
        var run = view.RunId?.ToString(CultureInfo.InvariantCulture) ?? "-";
        await audit.WriteAsync(
            await access.NameAsync(),
            AuditAction.RunCancelled,
            $"{view.Request.Pipeline} {string.Join(", ", view.Request.Ranges)}",
            new { run },
            cancellationToken
        );
        return center.Cancel(work);
    }

    /// <summary>Publishes a run that waits for approval.</summary>
    /// <exception cref="PublishingException">It does not wait any more; the message says why.</exception>
    public async Task<Approval> ApproveAsync(string pipeline, long run, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.RunApprove);
        return await approvals.ApproveAsync(catalog.Get(pipeline), run, await access.NameAsync(), cancellationToken);
    }

    /// <summary>Decides against a run that waits for approval.</summary>
    /// <exception cref="PublishingException">It does not wait any more; the message says why.</exception>
    public async Task RejectAsync(string pipeline, long run, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.RunApprove);
        await approvals.RejectAsync(catalog.Get(pipeline), run, await access.NameAsync(), cancellationToken);
    }

    /// <summary>Where rolling a date back would go.</summary>
    /// <exception cref="PublishingException">Nowhere; the message says why.</exception>
    public async Task<EarlierPublication> RollBackTargetAsync(
        string pipeline,
        DateOnly date,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.RollBack);
        return await publisher.EarlierAsync(pipeline, date, cancellationToken);
    }

    /// <summary>Publishes the run before the present one again, and writes its files.</summary>
    /// <returns>The run that readers see now.</returns>
    /// <exception cref="PublishingException">There is no earlier publication.</exception>
    public async Task<long> RollBackAsync(string pipeline, DateOnly date, CancellationToken cancellationToken)
    {
        var target = await RollBackTargetAsync(pipeline, date, cancellationToken);
        var person = await access.NameAsync();
        await audit.WriteAsync(
            person,
            AuditAction.RolledBack,
            string.Create(CultureInfo.InvariantCulture, $"{pipeline} {date:yyyy-MM-dd}"),
            new { from = target.Present.RunId, to = target.Run.Id },
            cancellationToken
        );
        var run = await publisher.RollBackAsync(pipeline, date, person, cancellationToken);
        await runs.ExportPendingAsync(catalog.Get(pipeline), settings.ExportFolder, cancellationToken);
        return run;
    }

    private static RunProposal Proposal(DryRunReport report, PipelineState state)
    {
        var plan = report.Plan;
        var kpis = plan
            .Definition.Models.Where(model => model.Layer == ModelLayer.Kpi)
            .Select(model => model.Table)
            .ToHashSet();
        var empty = DateRange.Cover(plan.EmptyDates, plan.Dates.ToHashSet());
        return new RunProposal
        {
            From = plan.Requested.From,
            To = plan.Requested.To,
            DefinitionVersion = plan.Definition.Version,
            Files = report.Landing?.Files,
            Dates = plan.Dates.Count,
            SourceLines = plan.SourceLines.Values.Sum(),
            Empty = [.. empty.Select(range => new DateSpan(range.From, range.To))],
            WholeTables = report.WholeTables,
            Replaced = TableSpan.Of(
                report
                    .Replaced.Where(date => date.Requested)
                    .Select(date => (date.Date, Tables: With(date)))
                    .Where(date => date.Tables.Count > 0)
            ),
            History = TableSpan.Of(
                report.Replaced.Where(date => !date.Requested).Select(date => (date.Date, date.Tables))
            ),
            BecomeStale = TableSpan.Of(
                report.Later.Where(date => date.BecomesStale).Select(date => (date.Date, date.Tables))
            ),
            StayCurrent = TableSpan.Of(
                report.Later.Where(date => !date.BecomesStale).Select(date => (date.Date, date.Tables))
            ),
            PublishedNow = plan.Dates.Count(state.Publications.ContainsKey),
        };

        // A KPI statement runs over a date without rows and gives none: nothing of the date is replaced by it.
        IReadOnlyList<string> With(ReplacedDate date) =>
            plan.EmptyDates.Contains(date.Date) ? [.. date.Tables.Where(table => !kpis.Contains(table))] : date.Tables;
    }
}
