using Microsoft.AspNetCore.Identity;

namespace RetailRocket.Web.Security;

/// <summary>Signs people in and out and records it. Works on the response's cookies, so only from plain HTTP requests.</summary>
public sealed class SignInFlow(
    SignInManager<Person> signIn,
    UserManager<Person> people,
    Audit audit,
    TimeProvider clock
)
{
    /// <summary>Stands in the log for a name that no account has: people type passwords into the wrong field.</summary>
    private const string UnknownName = "(unknown name)";

    private static readonly Person Nobody = new();
    private static readonly Lazy<string> NobodysHash = new(() =>
        new PasswordHasher<Person>().HashPassword(Nobody, OneTimePassword.Create())
    );

    public async Task<SignInOutcome> WithPasswordAsync(
        string name,
        string password,
        CancellationToken cancellationToken
    )
    {
        if (await people.FindByNameAsync(name.Trim()) is not { } person)
        {
            // As long as a real check takes, so that the time does not tell which accounts exist.
            people.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash.Value, password);
            await audit.WriteAsync(UnknownName, AuditAction.SignInFailed, UnknownName, null, cancellationToken);
            return SignInOutcome.Refused;
        }
        return await RecordAsync(
            person,
            await signIn.PasswordSignInAsync(person, password, isPersistent: false, lockoutOnFailure: true),
            cancellationToken
        );
    }

    /// <summary>Finishes a sign-in by a code of the authenticator app, or by a recovery code, which is then spent.</summary>
    public async Task<SignInOutcome> WithCodeAsync(
        string code,
        bool isRecoveryCode,
        CancellationToken cancellationToken
    )
    {
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } person)
            return SignInOutcome.Refused;
        var result = isRecoveryCode
            ? await signIn.TwoFactorRecoveryCodeSignInAsync(code.Trim())
            : await signIn.TwoFactorAuthenticatorSignInAsync(
                new string([.. code.Where(char.IsAsciiDigit)]),
                isPersistent: false,
                rememberClient: false
            );
        return await RecordAsync(person, result, cancellationToken);
    }

    /// <summary>Replaces the password of the person and ends the person's other sessions.</summary>
    /// <returns>What is wrong with it; empty when it was changed.</returns>
    public async Task<IReadOnlyList<string>> ChangePasswordAsync(
        Person person,
        string present,
        string replacement,
        CancellationToken cancellationToken
    )
    {
        var result = await people.ChangePasswordAsync(person, present, replacement);
        if (!result.Succeeded)
            return [.. result.Errors.Select(error => error.Code)];
        person.MustChangePassword = false;
        await people.UpdateAsync(person);
        await signIn.RefreshSignInAsync(person);
        await audit.WriteAsync(
            person.UserName!,
            AuditAction.PasswordChanged,
            person.UserName!,
            null,
            cancellationToken
        );
        return [];
    }

    public async Task SignOutAsync(string name, CancellationToken cancellationToken)
    {
        await signIn.SignOutAsync();
        await audit.WriteAsync(name, AuditAction.SignOut, name, null, cancellationToken);
    }

    /// <summary>Ends every session of the person; open pages notice within <see cref="SignedInState.StampInterval"/>.</summary>
    public async Task SignOutEverywhereAsync(Person person, CancellationToken cancellationToken)
    {
        await people.UpdateSecurityStampAsync(person);
        await signIn.SignOutAsync();
        await audit.WriteAsync(
            person.UserName!,
            AuditAction.SignOutEverywhere,
            person.UserName!,
            null,
            cancellationToken
        );
    }

    private async Task<SignInOutcome> RecordAsync(
        Person person,
        SignInResult result,
        CancellationToken cancellationToken
    )
    {
        var name = person.UserName!;
        if (result.RequiresTwoFactor)
            return SignInOutcome.SecondFactor;
        if (!result.Succeeded)
        {
            var action = result.IsLockedOut ? AuditAction.LockedOut : AuditAction.SignInFailed;
            await audit.WriteAsync(name, action, name, null, cancellationToken);
            return SignInOutcome.Refused;
        }
        person.LastSignInAt = clock.GetUtcNow();
        await people.UpdateAsync(person);
        await audit.WriteAsync(name, AuditAction.SignIn, name, null, cancellationToken);
        return SignInOutcome.SignedIn;
    }
}
