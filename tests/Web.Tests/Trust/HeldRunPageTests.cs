using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Api;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Trust;

/// <summary>A run that waits for approval, on its page. Has an app of its own, as it changes what is published.</summary>
public sealed class HeldRunPageTests(AppHost host) : IClassFixture<AppHost>
{
    private static readonly DateRange June8 = new(new DateOnly(2015, 6, 8), new DateOnly(2015, 6, 8));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task HeldRun_Compared_ThenApprovedOrRejected_AsTheTableOfRolesSays()
    {
        var run = await HoldAsync();
        using var quality = await host.SignInAsync(Roles.Quality);
        using var analyst = await host.SignInAsync(Roles.Analyst);
        var html = await quality.ReadAsync($"/runs/{run}");
        Assert.Contains("Waits for approval", html, StringComparison.Ordinal);
        Assert.Contains("same figures, cell for cell", html, StringComparison.Ordinal);
        Assert.Contains("Approve and publish 1 date", html, StringComparison.Ordinal);
        Assert.DoesNotContain("Approve and publish", await analyst.ReadAsync($"/runs/{run}"), StringComparison.Ordinal);
        Assert.Contains(
            $"Run {run} waits for approval",
            await analyst.ReadAsync($"/certificates/2015-06-08?pipeline=retailrocket&run={run}"),
            StringComparison.Ordinal
        );
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            ActAsync(Roles.Marketer, actions => actions.ApproveAsync("retailrocket", run, Token))
        );

        var approval = await ActAsync(Roles.Quality, actions => actions.ApproveAsync("retailrocket", run, Token));

        Assert.Equal([June8.From], approval.Published);
        var page = await analyst.ReadAsync("/certificates/2015-06-08?pipeline=retailrocket");
        Assert.Contains($"Readers see run {run}", page, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PublishingException>(() =>
            ActAsync(Roles.Quality, actions => actions.ApproveAsync("retailrocket", run, Token))
        );

        var second = await HoldAsync();
        await ActAsync(
            Roles.Quality,
            async actions =>
            {
                await actions.RejectAsync("retailrocket", second, Token);
                return true;
            }
        );
        Assert.Contains("Rejected by", await analyst.ReadAsync($"/runs/{second}"), StringComparison.Ordinal);
        using var admin = await host.SignInAsync(Roles.Admin);
        var log = await admin.ReadAsync("/access/audit");
        Assert.Contains("run.approved", log, StringComparison.Ordinal);
        Assert.Contains("run.rejected", log, StringComparison.Ordinal);
    }

    private async Task<long> HoldAsync()
    {
        var center = host.Get<RunCenter>();
        var work = await ActAsync(
            Roles.Quality,
            actions =>
                actions.StartAsync(
                    new RunAsk("retailrocket", June8, SourceChoice.None, Force: false, Ripple: true, Hold: true),
                    Token
                )
        );
        var end = await center.WaitAsync(work, Token);
        Assert.Equal(WorkState.Done, end.State);
        Assert.Contains(end.Notes, note => note.Event == WorkEvent.RunHeld);
        return end.RunId!.Value;
    }

    private Task<T> ActAsync<T>(string account, Func<RunActions, Task<T>> act) =>
        ApiClient.AsAsync(host, account, services => act(services.GetRequiredService<RunActions>()));
}
