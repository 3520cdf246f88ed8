using Microsoft.EntityFrameworkCore;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Alerts.Delivery;
using RetailRocket.Web.Alerts.Incidents;
using RetailRocket.Web.Alerts.Rules;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Alerts;

/// <summary>
/// One look of the rules at how things stand. Incidents, digests and the messages to be sent are written in one transaction,
/// by one instance at a time; nothing is sent here. Runs never wait for it: it finds them in their ledger when they are over.
/// </summary>
internal sealed class AlertLook(
    IDbContextFactory<WatchContext> contexts,
    PipelineCatalog catalog,
    IEnumerable<IWatch> watches,
    SettingsChannels settingsChannels,
    AlertSettings settings,
    TimeProvider clock,
    ILogger<AlertLook> log
)
{
    private readonly IReadOnlyDictionary<AlertKind, IWatch> watches = watches.ToDictionary(watch => watch.Kind);

    /// <returns>The messages that were written; null when another instance was looking.</returns>
    public async Task<int?> RunAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var mine = await context
            .Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock(hashtext('alert look')) as \"Value\"")
            .SingleAsync(cancellationToken);
        if (!mine)
            return null;
        await settingsChannels.EnsureAsync(context, cancellationToken);
        var messages = 0;
        foreach (var name in catalog.Names)
        {
            try
            {
                messages += await LookAtAsync(context, catalog.Get(name), cancellationToken);
            }
            catch (DefinitionException error)
            {
                log.LogWarning(error, "{Pipeline} has errors in its files; its alert rules do not look", name);
            }
        }
        await transaction.CommitAsync(cancellationToken);
        return messages;
    }

    private async Task<int> LookAtAsync(
        WatchContext context,
        PipelineDefinition definition,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var rules = await RulesAsync(context, definition, now, cancellationToken);
        var newRuns = await NewRunsAsync(context, definition.Name, now, cancellationToken);
        var open = await context
            .Incidents.Where(incident => incident.Pipeline == definition.Name && incident.RecoveredAt == null)
            .ToListAsync(cancellationToken);
        var book = new IncidentBook(context, newRuns, now);
        foreach (var rule in rules)
        {
            var mine = open.Where(incident => incident.RuleId == rule.Id).ToList();
            if (!rule.IsEnabled)
            {
                await book.CloseAllAsync(mine, cancellationToken);
                continue;
            }
            var ask = new WatchAsk(definition, rule, newRuns, [.. mine.Select(incident => incident.Subject)]);
            if (await watches[rule.Kind].ReadAsync(ask, cancellationToken) is { } findings)
                await book.EnterAsync(rule, mine, findings, cancellationToken);
        }
        var messages = await TellAsync(context, definition.Name, book, newRuns, now, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        return messages;
    }

    private static async Task<List<AlertRule>> RulesAsync(
        WatchContext context,
        PipelineDefinition definition,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var rules = await context
            .Rules.Where(rule => rule.Pipeline == definition.Name)
            .OrderBy(rule => rule.Id)
            .ToListAsync(cancellationToken);
        if (rules.Count > 0)
            return rules;
        rules.AddRange(DefaultRules.Of(definition, now));
        context.Rules.AddRange(rules);
        await context.SaveChangesAsync(cancellationToken);
        return rules;
    }

    /// <summary>Runs that ended since the last look. At the first look of a pipeline only the last one: the past is no news.</summary>
    private static async Task<HashSet<long>> NewRunsAsync(
        WatchContext context,
        string pipeline,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var isFirst = !await context.WatchedRuns.AnyAsync(run => run.Pipeline == pipeline, cancellationToken);
        var ended = await context
            .Database.SqlQuery<long>(
                $"""
                insert into watch.watched_runs (run_id, pipeline, at)
                select id, pipeline, {now}
                from ops.runs
                where
                    pipeline = {pipeline}
                    and status not in ('Running', 'Held')
                    and not exists (select from watch.watched_runs where run_id = runs.id)
                returning run_id as "Value"
                """
            )
            .ToListAsync(cancellationToken);
        return isFirst && ended.Count > 0 ? [ended.Max()] : [.. ended];
    }

    /// <summary>One digest for each run, and one for what no run brought about.</summary>
    private async Task<int> TellAsync(
        WatchContext context,
        string pipeline,
        IncidentBook book,
        HashSet<long> newRuns,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var news = book.Entries.Where(entry => IsNews(entry.Incident, entry.Event, now)).ToList();
        if (news.Count == 0)
            return 0;
        var channels = await context
            .Channels.Where(channel => channel.IsEnabled && !channel.IsRemoved)
            .ToListAsync(cancellationToken);
        var groups = news.GroupBy(entry => entry.Event.RunId is { } run && newRuns.Contains(run) ? run : (long?)null);
        var messages = 0;
        foreach (var group in groups)
        {
            var digest = new Digest
            {
                Pipeline = pipeline,
                RunId = group.Key,
                At = now,
            };
            context.Digests.Add(digest);
            await context.SaveChangesAsync(cancellationToken);
            foreach (var (_, entry) in group)
                entry.DigestId = digest.Id;
            context.Messages.AddRange(channels.Select(channel => Message(channel, digest, now)));
            messages += channels.Count;
        }
        return messages;
    }

    private Message Message(Channel channel, Digest digest, DateTimeOffset now) =>
        new()
        {
            ChannelId = channel.Id,
            DigestId = digest.Id,
            CreatedAt = now,
            NextAttemptAt = now,
            GivesUpAt = now + settings.GiveUpAfter,
        };

    // Who has acknowledged an incident need not hear of it again before it ends; who snoozed it, not before the snooze does.
    private static bool IsNews(Incident incident, IncidentEvent entry, DateTimeOffset now) =>
        !(incident.SnoozedUntil > now)
        && (entry.Kind != IncidentEventKind.StillOpen || incident.AcknowledgedAt is null);
}
