using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Database;

/// <summary>The server between processes: who starts it, who keeps it, who stops it.</summary>
public sealed class PrivateServerProcessTests : IAsyncDisposable
{
    private readonly ServerFixture fixture = new();

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Cluster => Path.Combine(fixture.Folder, "server", "cluster");

    [Fact]
    public async Task Terminate_OnlyProcess_StopsTheServer()
    {
        await using var holder = await HeldServer.StartAsync(fixture.Folder, Token);
        Assert.NotNull(PostmasterFile.Running(Cluster));

        await holder.TerminateAsync(Token);

        Assert.Null(PostmasterFile.Running(Cluster));
        Assert.False(File.Exists(PostmasterFile.PathIn(Cluster)));
    }

    [Fact]
    public async Task Terminate_OneOfTwoProcesses_LeavesTheServerToTheOther()
    {
        await using var holder = await HeldServer.StartAsync(fixture.Folder, Token);
        var mine = await fixture.StartAsync();

        await holder.TerminateAsync(Token);

        Assert.Equal(mine.ProcessId, PostmasterFile.Running(Cluster)?.ProcessId);
        await mine.DisposeAsync();
        Assert.Null(PostmasterFile.Running(Cluster));
    }

    [Fact]
    public async Task Kill_OnlyProcess_LeavesTheServerForTheNextStart()
    {
        await using var holder = await HeldServer.StartAsync(fixture.Folder, Token);

        await holder.KillAsync(Token);
        var left = PostmasterFile.Running(Cluster);
        var mine = await fixture.StartAsync();

        Assert.NotNull(left);
        Assert.Equal(left.ProcessId, mine.ProcessId);
        Assert.Equal(1, await ServerFixture.AskAsync<int>(mine.ConnectionString(DatabaseRole.Reader), "select 1"));
        await mine.DisposeAsync();
        Assert.Null(PostmasterFile.Running(Cluster));
    }
}
