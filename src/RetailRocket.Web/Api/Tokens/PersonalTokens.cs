using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Api.Tokens;

/// <summary>The tokens of the person at hand: nobody sees, makes or revokes another's.</summary>
public sealed class PersonalTokens(
    IDbContextFactory<IdentityContext> contexts,
    Access access,
    Audit audit,
    TimeProvider clock
)
{
    public const int DefaultDays = 90;
    public const int LongestDays = 366;
    public const int LongestName = 60;

    /// <summary>More than anybody can keep track of.</summary>
    public const int MostActive = 20;

    /// <summary>All, newest first, the ended ones included.</summary>
    public async Task<IReadOnlyList<TokenSummary>> ListAsync(CancellationToken cancellationToken)
    {
        var owner = await OwnerAsync();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context
            .ApiTokens.AsNoTracking()
            .Where(token => token.PersonId == owner)
            .OrderByDescending(token => token.CreatedAt)
            .Select(token => new TokenSummary(
                token.Id,
                token.Name,
                token.Prefix,
                token.CreatedAt,
                token.ExpiresAt,
                token.LastUsedAt,
                token.RevokedAt
            ))
            .ToListAsync(cancellationToken);
    }

    /// <returns>The token, to be shown once; it is kept nowhere.</returns>
    /// <exception cref="ArgumentException">The name or the days are not within their bounds.</exception>
    /// <exception cref="PersonException">There are too many tokens already.</exception>
    public async Task<string> CreateAsync(string name, int days, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Trim().Length, LongestName);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, LongestDays);
        var owner = await OwnerAsync();
        var now = clock.GetUtcNow();
        var text = TokenText.Create();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var active = await context.ApiTokens.CountAsync(
            token => token.PersonId == owner && token.RevokedAt == null && token.ExpiresAt > now,
            cancellationToken
        );
        if (active >= MostActive)
            throw new PersonException($"There are {active} tokens in use already. Revoke one first.");
        var token = new ApiToken
        {
            Id = Guid.CreateVersion7(now),
            PersonId = owner,
            Name = name.Trim(),
            Prefix = text.Prefix,
            Hash = text.Hash,
            CreatedAt = now,
            ExpiresAt = now.AddDays(days),
        };
        // First the trace: a token without one must not exist.
        await RecordAsync(
            AuditAction.TokenCreated,
            token.Prefix,
            new { token.Name, token.ExpiresAt },
            cancellationToken
        );
        context.ApiTokens.Add(token);
        await context.SaveChangesAsync(cancellationToken);
        return text.Text;
    }

    /// <summary>Ends a token at once. One that has ended, or is another's, is left as it is.</summary>
    public async Task RevokeAsync(Guid id, CancellationToken cancellationToken)
    {
        var owner = await OwnerAsync();
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var token = await context.ApiTokens.FirstOrDefaultAsync(
            row => row.Id == id && row.PersonId == owner && row.RevokedAt == null,
            cancellationToken
        );
        if (token is null)
            return;
        token.RevokedAt = now;
        await context.SaveChangesAsync(cancellationToken);
        await RecordAsync(AuditAction.TokenRevoked, token.Prefix, new { token.Name }, cancellationToken);
    }

    private async Task<Guid> OwnerAsync()
    {
        await access.DemandAsync(Feature.ApiTokens);
        return Guid.Parse((await access.PersonAsync()).FindFirstValue(ClaimTypes.NameIdentifier)!);
    }

    private async Task RecordAsync(
        string action,
        string subject,
        object details,
        CancellationToken cancellationToken
    ) => await audit.WriteAsync(await access.NameAsync(), action, subject, details, cancellationToken);
}
