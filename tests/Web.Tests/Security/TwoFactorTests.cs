using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Security;

[Collection(OneApp.Name)]
public sealed partial class TwoFactorTests(AppHost host)
{
    [Fact]
    public async Task SignIn_WithTwoFactor_NeedsTheCodeOfTheApp()
    {
        var (name, secret, _) = await TurnOnAsync("code@example.org");
        using var browser = host.Browse();
        var half = await browser.SignInAsync(name, AppHost.Password);
        Assert.Equal(AccountPaths.SecondFactor, half.Headers.Location!.AbsolutePath);
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/")).StatusCode);

        var wrong = await SubmitCodeAsync(browser, "000000");
        Assert.Equal(HttpStatusCode.OK, wrong.StatusCode);
        var right = await SubmitCodeAsync(browser, Code(secret));
        Assert.Equal(HttpStatusCode.Found, right.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task SignIn_WithRecoveryCode_WorksOnce()
    {
        var (name, _, codes) = await TurnOnAsync("recovery@example.org");
        Assert.Equal(10, codes.Count);
        using var first = host.Browse();
        await first.SignInAsync(name, AppHost.Password);
        Assert.Equal(HttpStatusCode.Found, (await SubmitCodeAsync(first, codes[0], isRecoveryCode: true)).StatusCode);
        using var second = host.Browse();
        await second.SignInAsync(name, AppHost.Password);
        Assert.Equal(HttpStatusCode.OK, (await SubmitCodeAsync(second, codes[0], isRecoveryCode: true)).StatusCode);
    }

    [Fact]
    public async Task Page_Read_LeavesOtherSessionsAndTheSecretAlone()
    {
        await host.AddAsync("reader@example.org", Roles.Analyst);
        using var first = await host.SignInAsync("reader@example.org");
        using var second = await host.SignInAsync("reader@example.org");
        var shown = Secret().Match(await first.ReadAsync(AccountPaths.TwoFactor)).Value;
        Assert.NotEmpty(shown);
        Assert.Equal(shown, Secret().Match(await second.ReadAsync(AccountPaths.TwoFactor)).Value);
        Assert.Equal(HttpStatusCode.OK, (await first.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task TurnOff_WithoutThePassword_IsRefused()
    {
        var (name, secret, _) = await TurnOnAsync("off@example.org");
        using var browser = host.Browse();
        await browser.SignInAsync(name, AppHost.Password);
        await SubmitCodeAsync(browser, Code(secret));
        await browser.SubmitAsync(
            AccountPaths.TwoFactor,
            "change",
            ("Change.Password", "wrong"),
            ("Change.What", "off")
        );
        Assert.True(await IsOnAsync(name));
        await browser.SubmitAsync(
            AccountPaths.TwoFactor,
            "change",
            ("Change.Password", AppHost.Password),
            ("Change.What", "off")
        );
        Assert.False(await IsOnAsync(name));
    }

    [Fact]
    public void Drawing_OfALink_IsASquareOfModules()
    {
        var (path, size) = TwoFactor.Drawing(TwoFactor.Link("a@example.org", "ABCDEFGH"));
        Assert.True(size > 20);
        Assert.All(
            Module().Matches(path),
            module => Assert.InRange(int.Parse(module.Groups[1].Value, CultureInfo.InvariantCulture), 0, size - 1)
        );
        Assert.Equal(path.Count(letter => letter == 'z'), Module().Count(path));
    }

    private async Task<(string Name, string Secret, IReadOnlyList<string> Codes)> TurnOnAsync(string name)
    {
        await host.AddAsync(name, Roles.Analyst);
        using var browser = await host.SignInAsync(name);
        await browser.GetAsync(AccountPaths.TwoFactor);
        var secret = "";
        await host.ChangeAsync(
            name,
            async (people, person) => secret = (await people.GetAuthenticatorKeyAsync(person))!
        );
        var answer = await browser.SubmitAsync(AccountPaths.TwoFactor, "turn-on", ("TurnOn.Code", Code(secret)));
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return (name, secret, [.. RecoveryCode().Matches(html).Select(match => match.Value)]);
    }

    private static Task<HttpResponseMessage> SubmitCodeAsync(
        Browser browser,
        string code,
        bool isRecoveryCode = false
    ) =>
        browser.SubmitAsync(
            AccountPaths.SecondFactor,
            "second-factor",
            [("Input.Code", code), .. isRecoveryCode ? new[] { ("Input.IsRecoveryCode", "true") } : []]
        );

    private async Task<bool> IsOnAsync(string name)
    {
        var on = false;
        await host.ChangeAsync(
            name,
            async (UserManager<Person> people, Person person) => on = await people.GetTwoFactorEnabledAsync(person)
        );
        return on;
    }

    /// <summary>RFC 6238 by hand, as an authenticator app computes it.</summary>
    private static string Code(string secret)
    {
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
#pragma warning disable CA5350 // The standard names SHA-1.
        var hash = HMACSHA1.HashData(FromBase32(secret), step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("000000", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        const string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bytes = new List<byte>();
        var (bits, held) = (0, 0);
        foreach (var letter in text.TrimEnd('='))
        {
            held = (held << 5) | letters.IndexOf(letter, StringComparison.Ordinal);
            bits += 5;
            if (bits < 8)
                continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
            held &= (1 << bits) - 1;
        }
        return [.. bytes];
    }

    [GeneratedRegex(@"\b[0-9A-Z]{5}-[0-9A-Z]{5}\b")]
    private static partial Regex RecoveryCode();

    [GeneratedRegex(@"secret=[A-Z2-7]+")]
    private static partial Regex Secret();

    [GeneratedRegex(@"M(\d+) \d+h1v1h-1z")]
    private static partial Regex Module();
}
