using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace RetailRocket.Web.Security;

/// <summary>Writes the audit log. An action that cannot be recorded fails: nothing is done behind the log's back.</summary>
public sealed class Audit(IDbContextFactory<IdentityContext> contexts, TimeProvider clock)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Whether something was recorded already: for acts of the clock, which several apps may come upon.</summary>
    public async Task<bool> HasAsync(string action, string subject, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.AuditEntries.AnyAsync(
            entry => entry.Action == action && entry.Subject == subject,
            cancellationToken
        );
    }

    /// <param name="actor">User name; <see cref="Access.NameAsync"/> gives it.</param>
    /// <param name="action">One of <see cref="AuditAction"/>.</param>
    /// <param name="subject">What it was done to.</param>
    /// <param name="details">Becomes a JSON object; null for none. Never passwords or codes.</param>
    public async Task WriteAsync(
        string actor,
        string action,
        string subject,
        object? details = null,
        CancellationToken cancellationToken = default
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        context.AuditEntries.Add(
            new AuditEntry
            {
                At = clock.GetUtcNow(),
                Actor = actor,
                Action = action,
                Subject = subject,
                Details = details is null ? "{}" : JsonSerializer.Serialize(details, Json),
            }
        );
        await context.SaveChangesAsync(cancellationToken);
    }
}
