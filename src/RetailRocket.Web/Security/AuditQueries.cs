using System.Globalization;
using CsvHelper;
using Microsoft.EntityFrameworkCore;

namespace RetailRocket.Web.Security;

/// <summary>Reads the audit log, newest first.</summary>
public sealed class AuditQueries(IDbContextFactory<IdentityContext> contexts, Access access)
{
    public async Task<IReadOnlyList<AuditEntry>> ReadAsync(
        AuditFilter filter,
        int limit,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.Audit);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Filtered(context, filter).Take(limit).ToListAsync(cancellationToken);
    }

    public async Task<long> CountAsync(AuditFilter filter, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Audit);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await Filtered(context, filter).LongCountAsync(cancellationToken);
    }

    /// <summary>All entries of the filter as CSV: <c>at, actor, action, subject, details</c>.</summary>
    public async Task WriteCsvAsync(AuditFilter filter, Stream output, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Audit);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var csv = CsvWriter.Create(
            output,
            new CsvWriterOptions { HasHeader = false, Injection = CsvInjection.Escape },
            leaveOpen: true
        );
        foreach (var name in (string[])["at", "actor", "action", "subject", "details"])
            csv.WriteField(name);
        await csv.EndRecordAsync(cancellationToken);
        await foreach (var entry in Filtered(context, filter).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            csv.WriteField(entry.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
            csv.WriteField(entry.Actor);
            csv.WriteField(entry.Action);
            csv.WriteField(entry.Subject);
            csv.WriteField(entry.Details);
            await csv.EndRecordAsync(cancellationToken);
        }
        await csv.FlushAsync(cancellationToken);
    }

    private static IQueryable<AuditEntry> Filtered(IdentityContext context, AuditFilter filter)
    {
        var entries = context.AuditEntries.AsNoTracking();
        if (filter.Actor is { Length: > 0 } actor)
            entries = entries.Where(entry => entry.Actor == actor);
        if (filter.Action is { Length: > 0 } action)
            entries = entries.Where(entry => entry.Action == action);
        if (filter.Subject is { Length: > 0 } subject)
            entries = entries.Where(entry => entry.Subject.Contains(subject));
        if (filter.From is { } from)
        {
            var start = new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero);
            entries = entries.Where(entry => entry.At >= start);
        }
        if (filter.To is { } to)
        {
            var end = new DateTimeOffset(to.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero);
            entries = entries.Where(entry => entry.At < end);
        }
        return entries.OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Id);
    }
}
