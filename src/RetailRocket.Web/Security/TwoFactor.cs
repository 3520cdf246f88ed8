using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Identity;
using QRCoder;

namespace RetailRocket.Web.Security;

/// <summary>
/// Second factor by time-based codes (RFC 6238) from an authenticator app. A change ends the person's other sessions; the one
/// at hand gets a new cookie, so this works from plain HTTP requests only.
/// </summary>
public sealed class TwoFactor(UserManager<Person> people, IUserStore<Person> store, SignInManager<Person> signIn)
{
    private const string Issuer = "RetailRocket";
    private const int RecoveryCodes = 10;

    /// <summary>
    /// The secret of a person, made when there is none. Reading the page must not end the person's other sessions, so the
    /// security stamp stays: a secret counts for nothing until the second factor is turned on.
    /// </summary>
    public async Task<string> SecretAsync(Person person)
    {
        if (await people.GetAuthenticatorKeyAsync(person) is { Length: > 0 } secret)
            return secret;
        var made = people.GenerateNewAuthenticatorKey();
        await ((IUserAuthenticatorKeyStore<Person>)store).SetAuthenticatorKeyAsync(
            person,
            made,
            CancellationToken.None
        );
        await people.UpdateAsync(person);
        return made;
    }

    /// <summary>What an authenticator app reads.</summary>
    public static string Link(string account, string secret) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"otpauth://totp/{Uri.EscapeDataString($"{Issuer}:{account}")}?secret={secret}&issuer={Issuer}&digits=6&period=30"
        );

    /// <summary>The secret in groups of four, for typing.</summary>
    public static string Grouped(string secret) =>
        string.Join(' ', secret.ToLowerInvariant().Chunk(4).Select(group => new string(group)));

    /// <summary>A link as the path of a QR code drawing, one unit a module, and its size.</summary>
    public static (string Path, int Size) Drawing(string link)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(link, QRCodeGenerator.ECCLevel.M);
        var path = new StringBuilder();
        for (var row = 0; row < code.ModuleMatrix.Count; row++)
        for (var column = 0; column < code.ModuleMatrix[row].Count; column++)
            if (code.ModuleMatrix[row][column])
                path.Append(CultureInfo.InvariantCulture, $"M{column} {row}h1v1h-1z");
        return (path.ToString(), code.ModuleMatrix.Count);
    }

    /// <summary>Turns the second factor on when the code of the app is right.</summary>
    /// <returns>Recovery codes, to be shown once; null when the code is wrong.</returns>
    public async Task<IReadOnlyList<string>?> TurnOnAsync(Person person, string code)
    {
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        var provider = people.Options.Tokens.AuthenticatorTokenProvider;
        if (!await people.VerifyTwoFactorTokenAsync(person, provider, digits))
            return null;
        await people.SetTwoFactorEnabledAsync(person, true);
        await signIn.RefreshSignInAsync(person);
        return await NewCodesAsync(person);
    }

    public async Task<IReadOnlyList<string>> NewCodesAsync(Person person) =>
        [.. (await people.GenerateNewTwoFactorRecoveryCodesAsync(person, RecoveryCodes))!];

    /// <summary>Turns it off and forgets the secret.</summary>
    public async Task TurnOffAsync(Person person)
    {
        await people.SetTwoFactorEnabledAsync(person, false);
        await people.ResetAuthenticatorKeyAsync(person);
        await signIn.RefreshSignInAsync(person);
    }
}
