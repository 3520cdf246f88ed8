using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Alerts.Incidents;
using RetailRocket.Web.Alerts.Rules;
using RetailRocket.Web.Alerts.Words;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>Puts a message into words, in the language of its channel.</summary>
internal sealed class DigestWords(PipelineCatalog catalog, AlertSettings settings, IStringLocalizer<Text> words)
{
    private sealed record Entry(string Pipeline, long IncidentId, IncidentEventKind Kind, Facts Facts);

    public async Task<DigestText> OfAsync(
        WatchContext context,
        Message message,
        string language,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(message);
        var digest = await context
            .Digests.AsNoTracking()
            .FirstOrDefaultAsync(row => row.Id == message.DigestId, cancellationToken);
        var rows = digest is null
            ? []
            : await (
                from entry in context.IncidentEvents.AsNoTracking()
                join incident in context.Incidents.AsNoTracking() on entry.IncidentId equals incident.Id
                where entry.DigestId == digest.Id && entry.Facts != null
                orderby entry.Id
                select new
                {
                    incident.Pipeline,
                    entry.IncidentId,
                    entry.Kind,
                    entry.Facts,
                }
            ).ToListAsync(cancellationToken);
        var entries = rows.Select(row => new Entry(row.Pipeline, row.IncidentId, row.Kind, Facts.FromJson(row.Facts!)))
            .ToList();
        var culture =
            Cultures.All.FirstOrDefault(known => known.TwoLetterISOLanguageName == language) ?? Cultures.All[0];
        // No request stands behind a message that would bring its culture along.
        var (numbers, texts) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, culture);
        try
        {
            return Text(message, digest, entries);
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (numbers, texts);
        }
    }

    private DigestText Text(Message message, Digest? digest, List<Entry> entries)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"message-{message.Id}");
        if (digest is null)
            return new DigestText(
                key,
                words["Digest.TestTitle"],
                [new DigestLine(null, words["Digest.Test"], words["Digest.TestWords"])],
                words["Digest.Footer"],
                LinkTo(null),
                words["Digest.Link"]
            );
        int Count(IncidentEventKind kind) => entries.Count(entry => entry.Kind == kind);
        var (opened, still, recovered) = (
            Count(IncidentEventKind.Opened),
            Count(IncidentEventKind.StillOpen),
            Count(IncidentEventKind.Recovered)
        );
        var title = digest.RunId is { } run
            ? words["Digest.TitleRun", digest.Pipeline, run, opened, still, recovered]
            : words["Digest.Title", digest.Pipeline, opened, still, recovered];
        var zone = catalog.Names.Contains(digest.Pipeline) ? catalog.Get(digest.Pipeline).TimeZone : TimeZoneInfo.Utc;
        return new DigestText(
            key,
            title,
            [
                .. entries.Select(entry => new DigestLine(
                    entry.IncidentId,
                    words[$"Alert.Event.{entry.Kind}"],
                    AlertWords.Of(entry.Facts, entry.Pipeline, zone, words)
                )),
            ],
            words["Digest.Footer"],
            LinkTo(digest.Pipeline),
            words["Digest.Link"]
        );
    }

    private Uri? LinkTo(string? pipeline) =>
        settings.PublicAddress is { } address ? new Uri(address, Links.AlertsOf(pipeline)) : null;
}
