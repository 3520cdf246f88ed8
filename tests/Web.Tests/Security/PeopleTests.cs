using Microsoft.EntityFrameworkCore;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Security;

[Collection(OneApp.Name)]
public sealed class PeopleTests(AppHost host)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Create_NameTaken_SaysSo()
    {
        await host.Get<People>().CreateAsync("taken@example.org", [Roles.Analyst], Token);
        var error = await Assert.ThrowsAsync<PersonException>(() =>
            host.Get<People>().CreateAsync("Taken@example.org", [Roles.Analyst], Token)
        );
        Assert.Contains("already taken", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown@example.org", "owner")]
    [InlineData("two words@example.org", Roles.Analyst)]
    public async Task Create_UnknownRoleOrBadName_MakesNoAccount(string name, string role)
    {
        await Assert.ThrowsAsync<PersonException>(() => host.Get<People>().CreateAsync(name, [role], Token));
        Assert.DoesNotContain(await host.Get<People>().ListAsync(Token), person => person.Name == name);
    }

    [Fact]
    public async Task Create_Twice_MakesDifferentPasswords()
    {
        var first = await host.Get<People>().CreateAsync("one@example.org", [Roles.Analyst], Token);
        var second = await host.Get<People>().CreateAsync("two@example.org", [Roles.Analyst], Token);
        Assert.NotEqual(first, second);
        Assert.Equal(23, first.Length);
    }

    [Fact]
    public async Task LastAdmin_DisabledOrWithoutTheRole_IsRefused()
    {
        await using var own = new AppHost();
        await own.InitializeAsync();
        var people = own.Get<People>();
        var admin = (await people.ListAsync(Token)).Single(person => person.Roles.Contains(Roles.Admin));
        await Assert.ThrowsAsync<PersonException>(() => people.SetDisabledAsync(admin.Id, true, Token));
        await Assert.ThrowsAsync<PersonException>(() => people.SetRolesAsync(admin.Id, [Roles.Analyst], Token));

        await people.CreateAsync("second@example.org", [Roles.Admin], Token);
        await people.SetDisabledAsync(admin.Id, true, Token);
        Assert.True((await people.ListAsync(Token)).Single(person => person.Id == admin.Id).Disabled);
    }

    [Fact]
    public async Task FirstAdmin_WhereThereAreAccounts_IsNotMade()
    {
        Assert.Null(await FirstAdmin.EnsureAsync(host.Get<People>(), host.Get<Audit>(), Token));
    }

    [Fact]
    public async Task AuditCsv_ByAnAdmin_IsWholeHarmlessAndRecorded()
    {
        await host.Get<Audit>().WriteAsync("csv test", "run.started", "=2+2", new { why = "a, \"b\"" }, Token);
        using var browser = await host.SignInAsync(Roles.Admin);
        var answer = await browser.GetAsync("/access/audit.csv?actor=csv%20test");
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(Token)).Split(
            "\r\n",
            StringSplitOptions.RemoveEmptyEntries
        );
        Assert.Equal("at,actor,action,subject,details", lines[0]);
        Assert.Equal(2, lines.Length);
        Assert.Contains(",csv test,run.started,\"'=2+2\",", lines[1], StringComparison.Ordinal);

        await using var context = await host.Get<IDbContextFactory<IdentityContext>>().CreateDbContextAsync(Token);
        Assert.True(
            await context.AuditEntries.AnyAsync(
                entry => entry.Action == AuditAction.Download && entry.Subject == "audit.csv",
                Token
            )
        );
    }
}
