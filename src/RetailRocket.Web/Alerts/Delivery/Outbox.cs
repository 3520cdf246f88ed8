using Microsoft.EntityFrameworkCore;
using RetailRocket.Web.Alerts.Incidents;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>
/// The messages on their way. An instance leases what it sends; when it dies, the lease ends and another takes over. So a
/// message is never lost, and is sent twice only when an instance dies between sending it and saying so.
/// </summary>
internal sealed class Outbox(IDbContextFactory<WatchContext> contexts, AlertSettings settings, TimeProvider clock)
{
    private const int BatchSize = 10;

    /// <summary>Longer than an attempt can take.</summary>
    private TimeSpan Lease => settings.Patience + settings.Patience + TimeSpan.FromSeconds(30);

    private static string Me { get; } = $"{Environment.MachineName}-{Environment.ProcessId}";

    /// <summary>Takes messages whose time has come.</summary>
    public async Task<IReadOnlyList<Message>> LeaseAsync(ChannelKind kind, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .Messages.FromSql(
                $"""
                update watch.messages
                set leased_until = {now + Lease}, leased_by = {Me}, attempts = attempts + 1
                where id in (
                    select messages.id
                    from watch.messages
                    join watch.channels on channels.id = messages.channel_id
                    where
                        messages.state = 'Waiting'
                        and channels.kind = {kind.ToString()}
                        and messages.next_attempt_at <= {now}
                        and (messages.leased_until is null or messages.leased_until <= {now})
                    order by messages.next_attempt_at, messages.id
                    limit {BatchSize}
                    for update of messages skip locked
                )
                returning *
                """
            )
            .AsNoTracking()
            .ToListAsync(cancellationToken);
    }

    /// <summary>Writes down what an attempt came to, and when the next one is.</summary>
    /// <returns>How the message stands now.</returns>
    public async Task<MessageState> EndAsync(
        Message leased,
        DeliveryOutcome outcome,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(leased);
        ArgumentNullException.ThrowIfNull(outcome);
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var message = await context.Messages.SingleAsync(row => row.Id == leased.Id, cancellationToken);
        // The lease ended meanwhile, and another instance has it: its word counts.
        if (message.LeasedBy != Me || message.State != MessageState.Waiting)
            return message.State;
        message.LeasedUntil = null;
        message.LeasedBy = null;
        message.Problem = outcome.Problem;
        message.ProblemDetail = outcome.Detail;
        if (outcome.Problem is null)
        {
            message.State = MessageState.Sent;
            message.SentAt = now;
        }
        else if (now >= message.GivesUpAt)
        {
            message.State = MessageState.GivenUp;
            await TellThreadsAsync(context, message, now, cancellationToken);
        }
        else
        {
            var wait = BackOff.After(message.Attempts, outcome.RetryAfter, settings, Random.Shared.NextDouble());
            // The last attempt is at the end of its time, so that giving up never comes before it.
            var next = now + wait;
            message.NextAttemptAt = next < message.GivesUpAt ? next : message.GivesUpAt;
        }
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return message.State;
    }

    // Who reads the incident learns that the others were not told.
    private static async Task TellThreadsAsync(
        WatchContext context,
        Message message,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var incidents = await context
            .IncidentEvents.Where(entry => entry.DigestId != null && entry.DigestId == message.DigestId)
            .Select(entry => entry.IncidentId)
            .Distinct()
            .ToListAsync(cancellationToken);
        context.IncidentEvents.AddRange(
            incidents.Select(incident => new IncidentEvent
            {
                IncidentId = incident,
                At = now,
                Kind = IncidentEventKind.NotDelivered,
                DigestId = message.DigestId,
            })
        );
    }
}
