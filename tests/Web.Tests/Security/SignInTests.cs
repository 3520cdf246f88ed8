using System.Net;
using Microsoft.EntityFrameworkCore;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Security;

[Collection(OneApp.Name)]
public sealed class SignInTests(AppHost host)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task SignIn_RightPassword_GoesBackAndIsRecorded()
    {
        await host.AddAsync("right@example.org", Roles.Analyst);
        using var browser = host.Browse();
        var answer = await browser.SignInAsync("right@example.org", AppHost.Password, "/help?pipeline=retailrocket");
        Assert.Equal("/help?pipeline=retailrocket", Path(answer));
        Assert.Contains(AuditAction.SignIn, await ActionsAsync("right@example.org"));
    }

    [Theory]
    [InlineData("https://example.org/")]
    [InlineData("//example.org/")]
    [InlineData("/\\example.org")]
    [InlineData("javascript:alert(1)")]
    public async Task SignIn_ForeignReturnUrl_GoesToTheFrontPage(string returnUrl)
    {
        using var browser = host.Browse();
        var answer = await browser.SignInAsync(Roles.Analyst, AppHost.Password, returnUrl);
        Assert.Equal("/", Path(answer));
    }

    [Fact]
    public async Task SignIn_FiveWrongPasswords_LocksEvenTheRightOneOut()
    {
        await host.AddAsync("locked@example.org", Roles.Analyst);
        using var browser = host.Browse();
        for (var attempt = 0; attempt < 5; attempt++)
            Assert.Equal(
                HttpStatusCode.OK,
                (await browser.SignInAsync("locked@example.org", "wrong password")).StatusCode
            );
        var answer = await browser.SignInAsync("locked@example.org", AppHost.Password);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(AuditAction.LockedOut, await ActionsAsync("locked@example.org"));
    }

    [Fact]
    public async Task SignIn_DisabledOrUnknownAccount_SaysTheSameAsAWrongPassword()
    {
        await host.AddAsync("disabled@example.org", Roles.Analyst);
        await host.ChangeAsync(
            "disabled@example.org",
            (people, person) =>
            {
                person.Disabled = true;
                return people.UpdateAsync(person);
            }
        );
        using var browser = host.Browse();
        var answers = new List<string>();
        foreach (var name in (string[])["disabled@example.org", "nobody@example.org", Roles.Analyst])
        {
            var password = name == Roles.Analyst ? "wrong password" : AppHost.Password;
            var answer = await browser.SignInAsync(name, password);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answers.Add(await answer.Content.ReadAsStringAsync(Token));
        }
        Assert.All(
            answers,
            answer => Assert.Contains("The account or the password is wrong", answer, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task SignIn_UnknownName_IsRecordedWithoutTheNameTyped()
    {
        using var browser = host.Browse();
        await browser.SignInAsync("hunter2-typed-in-the-wrong-field", "x");
        Assert.Empty(await ActionsAsync("hunter2-typed-in-the-wrong-field"));
        Assert.Contains(AuditAction.SignInFailed, await ActionsAsync("(unknown name)"));
    }

    [Fact]
    public async Task SignIn_WithoutToken_IsRefused()
    {
        using var browser = host.Browse();
        var answer = await browser.PostAsync(
            AccountPaths.SignIn,
            [
                KeyValuePair.Create("_handler", "sign-in"),
                KeyValuePair.Create("Input.Name", Roles.Analyst),
                KeyValuePair.Create("Input.Password", AppHost.Password),
            ]
        );
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task OneTimePassword_UntilReplaced_OpensNothingElse()
    {
        var password = await host.Get<People>().CreateAsync("new@example.org", [Roles.Admin], Token);
        using var browser = host.Browse();
        await browser.SignInAsync("new@example.org", password);
        foreach (var path in (string[])["/", "/help", "/access"])
        {
            var answer = await browser.GetAsync(path);
            Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
            Assert.StartsWith(AccountPaths.Password, Path(answer), StringComparison.Ordinal);
        }
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await browser.GetAsync("/access/audit.csv", ("Accept", "text/csv"))).StatusCode
        );

        var changed = await ChangePasswordAsync(browser, password, "my own long password");
        Assert.Equal(HttpStatusCode.Found, changed.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/access")).StatusCode);
    }

    [Theory]
    [InlineData("wrong", "my own long password", "my own long password")]
    [InlineData(AppHost.Password, "short", "short")]
    [InlineData(AppHost.Password, "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa")]
    [InlineData(AppHost.Password, "my own long password", "another long password")]
    [InlineData(AppHost.Password, AppHost.Password, AppHost.Password)]
    public async Task ChangePassword_ThatWillNotDo_IsRefused(string present, string replacement, string repeated)
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        var answer = await ChangePasswordAsync(browser, present, replacement, repeated);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("form-error", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignOut_WithToken_EndsTheSession()
    {
        await host.AddAsync("leaver@example.org", Roles.Analyst);
        using var browser = await host.SignInAsync("leaver@example.org");
        var answer = await browser.SubmitToAsync(AccountPaths.SignOut, AccountPaths.Password, "");
        Assert.Equal(AccountPaths.SignIn, Path(answer));
        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task SignOut_WithoutToken_IsRefused()
    {
        using var browser = await host.SignInAsync(Roles.Analyst);
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.PostAsync(AccountPaths.SignOut, [])).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task SignOutEverywhere_InOneBrowser_EndsTheSessionInAnother()
    {
        await host.AddAsync("twice@example.org", Roles.Analyst);
        using var first = await host.SignInAsync("twice@example.org");
        using var second = await host.SignInAsync("twice@example.org");
        Assert.Equal(HttpStatusCode.OK, (await second.GetAsync("/")).StatusCode);
        await first.SubmitToAsync(AccountPaths.SignOutEverywhere, AccountPaths.Password, "");
        Assert.Equal(AccountPaths.SignIn, Path(await second.GetAsync("/")));
    }

    [Fact]
    public async Task PasswordReset_ByAnAdmin_EndsTheSession()
    {
        await host.AddAsync("reset@example.org", Roles.Analyst);
        using var browser = await host.SignInAsync("reset@example.org");
        var people = host.Get<People>();
        var person = (await people.ListAsync(Token)).Single(person => person.Name == "reset@example.org");
        await people.ResetAsync(person.Id, Token);
        Assert.Equal(AccountPaths.SignIn, Path(await browser.GetAsync("/")));
    }

    private static Task<HttpResponseMessage> ChangePasswordAsync(
        Browser browser,
        string present,
        string replacement,
        string? repeated = null
    ) =>
        browser.SubmitAsync(
            AccountPaths.Password,
            "password",
            ("Input.Present", present),
            ("Input.Replacement", replacement),
            ("Input.Repeated", repeated ?? replacement)
        );

    private async Task<List<string>> ActionsAsync(string subject)
    {
        await using var context = await host.Get<IDbContextFactory<IdentityContext>>().CreateDbContextAsync(Token);
        return await context
            .AuditEntries.Where(entry => entry.Subject == subject)
            .Select(entry => entry.Action)
            .ToListAsync(Token);
    }

    private static string Path(HttpResponseMessage answer)
    {
        var location = answer.Headers.Location!;
        var path = location.IsAbsoluteUri ? location.PathAndQuery : location.OriginalString;
        // Where one comes back to is of no matter to whoever only asks where one is sent.
        return path.StartsWith(AccountPaths.SignIn, StringComparison.Ordinal) ? AccountPaths.SignIn : path;
    }
}
