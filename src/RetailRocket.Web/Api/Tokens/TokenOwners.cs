using Microsoft.EntityFrameworkCore;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Api.Tokens;

/// <summary>Finds who a token stands for.</summary>
public sealed class TokenOwners(IDbContextFactory<IdentityContext> contexts, TimeProvider clock)
{
    /// <summary>How exact the time of last use is kept: a write a request would cost more than it tells.</summary>
    private static readonly TimeSpan Exactness = TimeSpan.FromMinutes(1);

    /// <returns>Null when the token is unknown, expired or revoked, or its owner's account is disabled.</returns>
    internal async Task<TokenOwner?> FindAsync(TokenText text, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await (
            from token in context.ApiTokens
            join person in context.Users on token.PersonId equals person.Id
            where token.Hash == text.Hash && token.RevokedAt == null && token.ExpiresAt > now && !person.Disabled
            select new
            {
                token.Id,
                token.Prefix,
                token.LastUsedAt,
                PersonId = person.Id,
                person.UserName,
                person.MustChangePassword,
                Roles = (
                    from held in context.UserRoles
                    join role in context.Roles on held.RoleId equals role.Id
                    where held.UserId == person.Id
                    select role.Name
                ).ToList(),
            }
        )
            .AsNoTracking()
            .FirstOrDefaultAsync(cancellationToken);
        if (found is null)
            return null;
        if (found.LastUsedAt is not { } used || now - used >= Exactness)
            await context
                .ApiTokens.Where(token => token.Id == found.Id)
                .ExecuteUpdateAsync(update => update.SetProperty(token => token.LastUsedAt, now), cancellationToken);
        return new TokenOwner(
            found.Id,
            found.Prefix,
            found.PersonId,
            found.UserName!,
            [.. found.Roles.OfType<string>()],
            found.MustChangePassword
        );
    }
}
