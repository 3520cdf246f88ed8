using Microsoft.EntityFrameworkCore;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Security;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Alerts.Rules;

/// <summary>What admins do to rules. Each act demands its right and is written to the audit log first.</summary>
public sealed class RuleActions(
    IDbContextFactory<WatchContext> contexts,
    PipelineCatalog catalog,
    TimeProvider clock,
    Access access,
    Audit audit
)
{
    /// <exception cref="AlertException">The values are not within their bounds.</exception>
    public async Task ChangeAsync(int id, RuleChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        await access.DemandAsync(Feature.AlertRules);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rule = await context.Rules.SingleAsync(row => row.Id == id, cancellationToken);
        if (!change.IsValidFor(rule.Kind))
            throw new AlertException("AlertRules.OutOfBounds");
        var before = new RuleChange(
            rule.IsEnabled,
            rule.Spread,
            rule.Floor,
            rule.IncludesWarnings,
            rule.Hours,
            rule.Days
        );
        var person = await RecordAsync(
            rule,
            new
            {
                act = "change",
                before,
                after = change,
            },
            cancellationToken
        );
        rule.IsEnabled = change.IsEnabled;
        rule.Spread = change.Spread;
        rule.Floor = change.Floor;
        rule.IncludesWarnings = change.IncludesWarnings;
        rule.Hours = change.Hours;
        rule.Days = change.Days;
        rule.ChangedAt = clock.GetUtcNow();
        rule.ChangedBy = person;
        await context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>Watches another figure.</summary>
    /// <exception cref="AlertException">The pipeline has no such figure, or it is watched already.</exception>
    public async Task AddFigureAsync(string pipeline, string table, string column, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.AlertRules);
        var rule = new AlertRule
        {
            Pipeline = pipeline,
            Kind = AlertKind.Figure,
            Table = table,
            Column = column,
            Spread = DefaultRules.Spread,
            Floor = DefaultRules.Floor,
            ChangedAt = clock.GetUtcNow(),
            ChangedBy = await access.NameAsync(),
        };
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var isKnown = await context.Rules.AnyAsync(
            row => row.Pipeline == pipeline && row.Table == table && row.Column == column,
            cancellationToken
        );
        if (isKnown || !FigureChoice.Of(catalog.Get(pipeline)).Any(rule.IsAbout))
            throw new AlertException("AlertRules.NoSuchFigure");
        await RecordAsync(rule, new { act = "add" }, cancellationToken);
        context.Rules.Add(rule);
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task<string> RecordAsync(AlertRule rule, object details, CancellationToken cancellationToken)
    {
        var person = await access.NameAsync();
        var figure = rule.Kind == AlertKind.Figure ? $" {rule.Table}.{rule.Column}" : "";
        await audit.WriteAsync(
            person,
            AuditAction.AlertRuleChanged,
            $"{rule.Pipeline} {rule.Kind}{figure}",
            details,
            cancellationToken
        );
        return person;
    }
}
