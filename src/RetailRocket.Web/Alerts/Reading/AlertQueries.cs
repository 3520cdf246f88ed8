using Microsoft.EntityFrameworkCore;
using RetailRocket.Web.Alerts.Delivery;
using RetailRocket.Web.Alerts.Incidents;
using RetailRocket.Web.Alerts.Rules;
using RetailRocket.Web.Security;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Alerts.Reading;

/// <summary>Reads the inbox, its threads and its messages.</summary>
public sealed class AlertQueries(IDbContextFactory<WatchContext> contexts, TimeProvider clock, Access access)
{
    private const int MostIncidents = 200;
    private const int MostMessages = 200;

    /// <summary>How many incidents of a pipeline nobody has taken up; 0 for who may not see them.</summary>
    public async Task<int> CountAsync(string pipeline, CancellationToken cancellationToken)
    {
        if (!await access.AllowsAsync(Feature.Alerts))
            return 0;
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Incidents.CountAsync(
            incident =>
                incident.Pipeline == pipeline
                && incident.RecoveredAt == null
                && incident.AcknowledgedAt == null
                && (incident.SnoozedUntil == null || incident.SnoozedUntil <= now),
            cancellationToken
        );
    }

    /// <param name="all">The recovered ones too.</param>
    public async Task<InboxModel> InboxAsync(string pipeline, bool all, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Alerts);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var incidents = context.Incidents.AsNoTracking().Where(incident => incident.Pipeline == pipeline);
        var open = await incidents.CountAsync(incident => incident.RecoveredAt == null, cancellationToken);
        var recovered = await incidents.CountAsync(incident => incident.RecoveredAt != null, cancellationToken);
        var shown = await incidents
            .Where(incident => all || incident.RecoveredAt == null)
            .OrderBy(incident => incident.RecoveredAt != null)
            .ThenByDescending(incident => incident.Id)
            .Take(MostIncidents)
            .Join(
                context.Rules,
                incident => incident.RuleId,
                rule => rule.Id,
                (incident, rule) => new { incident, rule.Kind }
            )
            .ToListAsync(cancellationToken);
        var channels = await context.Channels.CountAsync(
            channel => channel.IsEnabled && !channel.IsRemoved,
            cancellationToken
        );
        var rows = shown
            .Select(row => Row(row.incident, row.Kind))
            .OrderBy(row => row.RecoveredAt is not null)
            .ThenByDescending(row => row.Id);
        return new InboxModel(open, recovered, [.. rows], channels);
    }

    public async Task<ThreadModel> ThreadAsync(string pipeline, long id, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Alerts);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var incident = await context
            .Incidents.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == id && row.Pipeline == pipeline, cancellationToken);
        if (incident is null)
            return new ThreadModel(null, []);
        var kind = await context
            .Rules.Where(rule => rule.Id == incident.RuleId)
            .Select(rule => rule.Kind)
            .SingleAsync(cancellationToken);
        var events = await context
            .IncidentEvents.AsNoTracking()
            .Where(entry => entry.IncidentId == id)
            .OrderBy(entry => entry.Id)
            .ToListAsync(cancellationToken);
        var digests = events.Select(entry => entry.DigestId).OfType<long>().Distinct().ToList();
        var messages = await MessagesAsync(
            context,
            context.Messages.Where(message => message.DigestId != null && digests.Contains(message.DigestId.Value)),
            cancellationToken
        );
        return new ThreadModel(
            Row(incident, kind),
            [
                .. events.Select(entry => new ThreadEntry(
                    entry.At,
                    entry.Kind,
                    entry.Actor,
                    entry.RunId,
                    entry.Facts is { } facts ? Facts.FromJson(facts) : null,
                    entry.Until,
                    entry.Kind == IncidentEventKind.NotDelivered
                        ? []
                        :
                        [
                            .. messages
                                .Where(message => entry.DigestId is not null && message.Digest == entry.DigestId)
                                .Select(message => message.Row),
                        ]
                )),
            ]
        );
    }

    /// <summary>The last messages of every pipeline, tests of channels included.</summary>
    public async Task<MessagesModel> MessagesAsync(CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Alerts);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var messages = await MessagesAsync(
            context,
            context.Messages.OrderByDescending(message => message.Id).Take(MostMessages),
            cancellationToken
        );
        return new MessagesModel([.. messages.Select(message => message.Row)]);
    }

    private static async Task<IReadOnlyList<(long? Digest, MessageRow Row)>> MessagesAsync(
        WatchContext context,
        IQueryable<Message> messages,
        CancellationToken cancellationToken
    )
    {
        var rows = await (
            from message in messages.AsNoTracking()
            join channel in context.Channels on message.ChannelId equals channel.Id
            join digest in context.Digests on message.DigestId equals digest.Id into told
            from digest in told.DefaultIfEmpty()
            orderby message.Id descending
            select new
            {
                message,
                channel.Name,
                channel.Kind,
                RunId = digest == null ? null : digest.RunId,
            }
        ).ToListAsync(cancellationToken);
        return
        [
            .. rows.Select(row =>
                (
                    row.message.DigestId,
                    new MessageRow(
                        row.message.Id,
                        row.Name,
                        row.Kind,
                        row.RunId,
                        row.message.DigestId is null,
                        row.message.State,
                        row.message.CreatedAt,
                        row.message.Attempts,
                        row.message.State == MessageState.Waiting ? row.message.NextAttemptAt : null,
                        row.message.SentAt,
                        row.message.Problem,
                        row.message.ProblemDetail
                    )
                )
            ),
        ];
    }

    private IncidentRow Row(Incident incident, AlertKind kind) =>
        new(
            incident.Id,
            kind,
            Facts.FromJson(incident.Facts),
            incident.OpenedAt,
            incident.RecoveredAt,
            incident.AcknowledgedAt,
            incident.AcknowledgedBy,
            incident.SnoozedUntil > clock.GetUtcNow() ? incident.SnoozedUntil : null
        );
}
