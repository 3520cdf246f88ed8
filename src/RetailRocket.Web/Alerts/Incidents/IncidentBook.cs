using RetailRocket.Web.Alerts.Rules;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Alerts.Incidents;

/// <summary>Enters what the rules found into the incidents: opens, carries on, closes. The caller saves.</summary>
/// <param name="newRuns">Runs that ended since the last look; only they carry an open incident on.</param>
internal sealed class IncidentBook(WatchContext context, IReadOnlySet<long> newRuns, DateTimeOffset now)
{
    private readonly List<(Incident Incident, IncidentEvent Event)> entries = [];

    /// <summary>What was entered, in order.</summary>
    public IReadOnlyList<(Incident Incident, IncidentEvent Event)> Entries => entries;

    /// <param name="open">The open incidents of the rule.</param>
    public async Task EnterAsync(
        AlertRule rule,
        IEnumerable<Incident> open,
        IReadOnlyList<Finding> findings,
        CancellationToken cancellationToken
    )
    {
        var bySubject = open.ToDictionary(incident => incident.Subject, StringComparer.Ordinal);
        foreach (var finding in findings)
        {
            var present = bySubject.GetValueOrDefault(finding.Subject);
            if (finding.IsBad && present is null)
                bySubject[finding.Subject] = await OpenAsync(rule, finding, cancellationToken);
            else if (finding.IsBad)
                CarryOn(present!, finding);
            else if (present is not null)
            {
                await CloseAsync(present, finding.RunId, finding.Facts, cancellationToken);
                bySubject.Remove(finding.Subject);
            }
        }
    }

    /// <summary>Closes what a rule had found that no longer looks.</summary>
    public async Task CloseAllAsync(IEnumerable<Incident> open, CancellationToken cancellationToken)
    {
        foreach (var incident in open)
            await CloseAsync(incident, null, new Facts(FactKind.RuleOff), cancellationToken);
    }

    private async Task<Incident> OpenAsync(AlertRule rule, Finding finding, CancellationToken cancellationToken)
    {
        var incident = new Incident
        {
            RuleId = rule.Id,
            Pipeline = rule.Pipeline,
            Subject = finding.Subject,
            Facts = finding.Facts.ToJson(),
            OpenedAt = now,
        };
        context.Incidents.Add(incident);
        // Its number is what the event refers to.
        await context.SaveChangesAsync(cancellationToken);
        Add(incident, IncidentEventKind.Opened, finding.RunId, incident.Facts);
        return incident;
    }

    private void CarryOn(Incident incident, Finding finding)
    {
        incident.Facts = finding.Facts.ToJson();
        if (finding.RunId is { } run && newRuns.Contains(run))
            Add(incident, IncidentEventKind.StillOpen, run, incident.Facts);
    }

    private async Task CloseAsync(Incident incident, long? run, Facts facts, CancellationToken cancellationToken)
    {
        incident.RecoveredAt = now;
        incident.Facts = facts.ToJson();
        Add(incident, IncidentEventKind.Recovered, run, incident.Facts);
        // The next one of the same subject may open in this very look.
        await context.SaveChangesAsync(cancellationToken);
    }

    private void Add(Incident incident, IncidentEventKind kind, long? run, string facts)
    {
        var entry = new IncidentEvent
        {
            IncidentId = incident.Id,
            At = now,
            Kind = kind,
            RunId = run,
            Facts = facts,
        };
        context.IncidentEvents.Add(entry);
        entries.Add((incident, entry));
    }
}
