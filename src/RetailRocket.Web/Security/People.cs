using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace RetailRocket.Web.Security;

/// <summary>
/// Makes and changes accounts. Does not ask who calls: pages go through <see cref="PeopleAdmin"/>, commands are run by who
/// owns the machine. Each call works in a scope of its own, because circuits live long and a DbContext should not.
/// </summary>
public sealed class People(IServiceScopeFactory scopes, TimeProvider clock)
{
    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Manager(scope).Users.AnyAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<PersonSummary>> ListAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<IdentityContext>();
        var roles = (
            await (
                from held in context.UserRoles
                join role in context.Roles on held.RoleId equals role.Id
                select new { held.UserId, role.Name }
            ).ToListAsync(cancellationToken)
        ).ToLookup(held => held.UserId, held => held.Name!);
        var people = await context
            .Users.AsNoTracking()
            .OrderBy(person => person.NormalizedUserName)
            .ToListAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return
        [
            .. people.Select(person => new PersonSummary(
                person.Id,
                person.UserName!,
                [.. Roles.All.Intersect(roles[person.Id])],
                person.Disabled,
                person.LockoutEnd > now,
                person.TwoFactorEnabled,
                person.MustChangePassword,
                person.CreatedAt,
                person.LastSignInAt
            )),
        ];
    }

    /// <returns>The one-time password.</returns>
    /// <exception cref="PersonException">The name is taken or a role is unknown.</exception>
    public async Task<string> CreateAsync(string name, IReadOnlyList<string> roles, CancellationToken cancellationToken)
    {
        CheckRoles(roles);
        await using var scope = scopes.CreateAsyncScope();
        var manager = Manager(scope);
        var password = OneTimePassword.Create();
        var person = new Person
        {
            UserName = name.Trim(),
            Email = name.Contains('@', StringComparison.Ordinal) ? name.Trim() : null,
            MustChangePassword = true,
            LockoutEnabled = true,
            CreatedAt = clock.GetUtcNow(),
        };
        Check(await manager.CreateAsync(person, password));
        Check(await manager.AddToRolesAsync(person, roles));
        return password;
    }

    /// <summary>Sets a new one-time password, lifts a lock-out, turns two-factor off, and signs the person out.</summary>
    public Task<string> ResetAsync(Guid id, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            async (manager, person) =>
            {
                var password = OneTimePassword.Create();
                person.MustChangePassword = true;
                Check(await manager.RemovePasswordAsync(person));
                Check(await manager.AddPasswordAsync(person, password));
                Check(await manager.SetLockoutEndDateAsync(person, null));
                Check(await manager.ResetAccessFailedCountAsync(person));
                if (person.TwoFactorEnabled)
                {
                    Check(await manager.SetTwoFactorEnabledAsync(person, false));
                    Check(await manager.ResetAuthenticatorKeyAsync(person));
                }
                Check(await manager.UpdateSecurityStampAsync(person));
                return password;
            },
            cancellationToken
        );

    /// <summary>Replaces the roles and signs the person out, so that no page keeps the old ones.</summary>
    /// <exception cref="PersonException">It would leave nobody who can administer people.</exception>
    public Task SetRolesAsync(Guid id, IReadOnlyList<string> roles, CancellationToken cancellationToken)
    {
        CheckRoles(roles);
        return ChangeAsync(
            id,
            async (manager, person) =>
            {
                var held = await manager.GetRolesAsync(person);
                if (held.Contains(Roles.Admin) && !roles.Contains(Roles.Admin))
                    await CheckAnotherAdminAsync(manager, person);
                Check(await manager.RemoveFromRolesAsync(person, held.Except(roles)));
                Check(await manager.AddToRolesAsync(person, roles.Except(held)));
                Check(await manager.UpdateSecurityStampAsync(person));
                return true;
            },
            cancellationToken
        );
    }

    /// <summary>Closes or opens the door to an account.</summary>
    /// <exception cref="PersonException">It would leave nobody who can administer people.</exception>
    public Task SetDisabledAsync(Guid id, bool disabled, CancellationToken cancellationToken) =>
        ChangeAsync(
            id,
            async (manager, person) =>
            {
                if (disabled && await manager.IsInRoleAsync(person, Roles.Admin))
                    await CheckAnotherAdminAsync(manager, person);
                person.Disabled = disabled;
                Check(await manager.UpdateSecurityStampAsync(person));
                return true;
            },
            cancellationToken
        );

    private async Task<T> ChangeAsync<T>(
        Guid id,
        Func<UserManager<Person>, Person, Task<T>> change,
        CancellationToken cancellationToken
    )
    {
        await using var scope = scopes.CreateAsyncScope();
        var manager = Manager(scope);
        var person =
            await manager.Users.FirstOrDefaultAsync(row => row.Id == id, cancellationToken)
            ?? throw new PersonException("This account is gone; load the page again.");
        // All of the change or none of it.
        var context = scope.ServiceProvider.GetRequiredService<IdentityContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var result = await change(manager, person);
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    private static async Task CheckAnotherAdminAsync(UserManager<Person> manager, Person person)
    {
        var admins = await manager.GetUsersInRoleAsync(Roles.Admin);
        if (!admins.Any(other => other.Id != person.Id && !other.Disabled))
            throw new PersonException(
                $"{person.UserName} is the last admin who can sign in; nobody could undo this. Make another admin first."
            );
    }

    private static void CheckRoles(IReadOnlyList<string> roles)
    {
        if (roles.Count == 0)
            throw new PersonException($"An account needs a role: {string.Join(", ", Roles.All)}.");
        if (roles.FirstOrDefault(role => !Roles.All.Contains(role)) is { } unknown)
            throw new PersonException($"There is no role '{unknown}'. There are: {string.Join(", ", Roles.All)}.");
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new PersonException(string.Join(" ", result.Errors.Select(error => error.Description)));
    }

    private static UserManager<Person> Manager(AsyncServiceScope scope) =>
        scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
}
