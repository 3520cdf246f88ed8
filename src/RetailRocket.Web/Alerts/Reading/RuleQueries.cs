using Microsoft.EntityFrameworkCore;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Alerts.Rules;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Security;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Alerts.Reading;

/// <summary>Reads rules and channels for their admin.</summary>
public sealed class RuleQueries(
    IDbContextFactory<WatchContext> contexts,
    PipelineCatalog catalog,
    SourceFolders folders,
    AlertSettings settings,
    Access access
)
{
    public async Task<RulesModel> ReadAsync(string pipeline, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.AlertRules);
        var definition = catalog.Get(pipeline);
        var figures = FigureChoice.Of(definition);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rules = await context
            .Rules.AsNoTracking()
            .Where(rule => rule.Pipeline == pipeline)
            .OrderBy(rule => rule.Id)
            .ToListAsync(cancellationToken);
        var channels = await context
            .Channels.AsNoTracking()
            .Where(channel => !channel.IsRemoved)
            .OrderBy(channel => channel.Id)
            .Select(channel => new ChannelRow(
                channel.Id,
                channel.Kind,
                channel.Name,
                channel.Language,
                channel.Hint,
                channel.IsEnabled,
                channel.SealedAddress == null
            ))
            .ToListAsync(cancellationToken);
        return new RulesModel(
            [.. rules.Select(rule => Row(rule, SilenceOf(rule)))],
            [.. figures.Where(figure => !rules.Exists(rule => rule.IsAbout(figure)))],
            channels,
            settings.SmtpHost is not null,
            settings.SlackHosts
        );

        RuleSilence? SilenceOf(AlertRule rule) =>
            rule.Kind switch
            {
                AlertKind.Figure when !figures.Any(rule.IsAbout) => RuleSilence.NoFigure,
                AlertKind.Firing or AlertKind.Freshness when definition.Cron is null => RuleSilence.NoSchedule,
                AlertKind.Freshness when folders.Configured(pipeline) is null => RuleSilence.NoFolder,
                _ => null,
            };
    }

    private static RuleRow Row(AlertRule rule, RuleSilence? silence) =>
        new(
            rule.Id,
            rule.Kind,
            rule.Table,
            rule.Column,
            rule.IsEnabled,
            rule.Spread,
            rule.Floor,
            rule.IncludesWarnings,
            rule.Hours,
            rule.Days,
            rule.ChangedAt,
            rule.ChangedBy,
            silence
        );
}
