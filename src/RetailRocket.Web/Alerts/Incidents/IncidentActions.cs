using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RetailRocket.Web.Security;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Alerts.Incidents;

/// <summary>What people do to incidents. Each act demands its right, is audited, and is written into the thread.</summary>
public sealed class IncidentActions(
    IDbContextFactory<WatchContext> contexts,
    TimeProvider clock,
    Access access,
    Audit audit
)
{
    /// <summary>Longest that an incident can be put off.</summary>
    public static readonly TimeSpan LongestSnooze = TimeSpan.FromDays(30);

    /// <summary>Takes it up: it is told again only when it has recovered. One that has recovered is left as it is.</summary>
    public Task AcknowledgeAsync(long id, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            IncidentEventKind.Acknowledged,
            null,
            (incident, person, now) => (incident.AcknowledgedAt, incident.AcknowledgedBy) = (now, person),
            cancellationToken
        );

    /// <summary>Sends nothing about it for a while; the inbox still shows it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The while is not positive, or longer than <see cref="LongestSnooze"/>.</exception>
    public Task SnoozeAsync(long id, TimeSpan length, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, LongestSnooze);
        var until = clock.GetUtcNow() + length;
        return ChangeAsync(
            id,
            IncidentEventKind.Snoozed,
            until,
            (incident, _, _) => incident.SnoozedUntil = until,
            cancellationToken
        );
    }

    /// <summary>Ends a snooze before its time.</summary>
    public Task WakeAsync(long id, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            IncidentEventKind.SnoozeEnded,
            null,
            (incident, _, _) => incident.SnoozedUntil = null,
            cancellationToken
        );

    private async Task ChangeAsync(
        long id,
        IncidentEventKind kind,
        DateTimeOffset? until,
        Action<Incident, string, DateTimeOffset> change,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.AlertHandle);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var incident = await context.Incidents.FirstOrDefaultAsync(
            row => row.Id == id && row.RecoveredAt == null,
            cancellationToken
        );
        if (incident is null)
            return;
        var (person, now) = (await access.NameAsync(), clock.GetUtcNow());
        await audit.WriteAsync(
            person,
            AuditAction.AlertHandled,
            string.Create(CultureInfo.InvariantCulture, $"{incident.Pipeline} incident {id}"),
            new { act = kind.ToString(), until },
            cancellationToken
        );
        change(incident, person, now);
        context.IncidentEvents.Add(
            new IncidentEvent
            {
                IncidentId = id,
                At = now,
                Kind = kind,
                Actor = person,
                Until = until,
            }
        );
        await context.SaveChangesAsync(cancellationToken);
    }
}
