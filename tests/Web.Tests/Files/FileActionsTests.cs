using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Features.Files;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Files;

/// <summary>Which uploads are taken in, and what is kept of those that are not: nothing.</summary>
[Collection(OneApp.Name)]
public sealed class FileActionsTests(AppHost host)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Folder => host.Get<SourceFolders>().Uploads("retailrocket");

    private FileActions Actions(params string[] roles) =>
        new(
            host.Get<RunCenter>(),
            host.Get<SourceFolders>(),
            host.Get<PipelineCatalog>(),
            SignedIn.As(roles),
            host.Get<Audit>()
        );

    private Task SaveAsync(string name, byte[] content, long? announced = null) =>
        Actions(Roles.Quality)
            .SaveAsync("retailrocket", name, announced ?? content.Length, new MemoryStream(content), null, Token);

    [Fact]
    public async Task Save_SourceFile_IsWholeAndReplacesTheEarlierOne()
    {
        await SaveAsync("events_saved.csv", "first"u8.ToArray());
        await SaveAsync("events_saved.csv", "the second"u8.ToArray());

        Assert.Equal("the second", await File.ReadAllTextAsync(Path.Combine(Folder, "events_saved.csv"), Token));
        await Actions(Roles.Admin).RemoveAsync("retailrocket", "events_saved.csv", Token);
        Assert.False(File.Exists(Path.Combine(Folder, "events_saved.csv")));
    }

    [Theory]
    [InlineData("../events.csv", UploadRefusal.BadName)]
    [InlineData("..\\events.csv", UploadRefusal.BadName)]
    [InlineData("/etc/events.csv", UploadRefusal.BadName)]
    [InlineData("events\0.csv", UploadRefusal.BadName)]
    [InlineData(".events.csv", UploadRefusal.BadName)]
    [InlineData("orders.csv", UploadRefusal.UnknownName)]
    [InlineData("Events.csv", UploadRefusal.UnknownName)]
    public async Task Save_WrongName_IsRefused(string name, UploadRefusal refusal)
    {
        var error = await Assert.ThrowsAsync<UploadException>(() => SaveAsync(name, [1]));
        Assert.Equal(refusal, error.Refusal);
    }

    [Fact]
    public async Task Save_EmptyTooLargeOrCutShort_IsRefusedAndKeepsNothing()
    {
        foreach (
            var (bytes, announced, refusal) in new (byte[], long, UploadRefusal)[]
            {
                ([], 0, UploadRefusal.Empty),
                ([1], FileActions.LargestBytes + 1, UploadRefusal.TooLarge),
                ([1], 2, UploadRefusal.CutShort),
            }
        )
        {
            var error = await Assert.ThrowsAsync<UploadException>(() =>
                SaveAsync("events_refused.csv", bytes, announced)
            );
            Assert.Equal(refusal, error.Refusal);
        }
        Assert.False(File.Exists(Path.Combine(Folder, "events_refused.csv")));
        Assert.True(!Directory.Exists(Folder) || !Directory.EnumerateFiles(Folder, "*.part").Any());
    }

    [Theory]
    [InlineData(Roles.Analyst)]
    [InlineData(Roles.Marketer)]
    public async Task Save_WithoutTheRight_IsDenied(string role) =>
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            Actions(role).SaveAsync("retailrocket", "events.csv", 1, new MemoryStream([1]), null, Token)
        );
}
