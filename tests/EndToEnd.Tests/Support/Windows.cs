namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>One window a role, all in one look, kept open from page to page as a person's is.</summary>
public sealed class Windows(Site site, Look look) : IAsyncDisposable
{
    private readonly Dictionary<string, Window> windows = [];

    /// <summary>Errors and requests that left the machine, of all windows.</summary>
    public IEnumerable<string> Problems => windows.Values.SelectMany(window => window.Problems);

    /// <summary>Opens a page as the role that the list names.</summary>
    public async Task<Window> OpenAsync(PageList.Entry page)
    {
        if (!windows.TryGetValue(page.Role ?? "", out var window))
            windows[page.Role ?? ""] = window = await site.OpenAsync(page.Role, look);
        await window.GoAsync(page.Path);
        return window;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in windows.Values)
            await window.DisposeAsync();
    }
}
