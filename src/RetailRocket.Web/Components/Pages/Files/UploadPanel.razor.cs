using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features.Files;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Pages.Files;

/// <summary>Takes files by drag or picker, shows how far each is, and lands them.</summary>
public sealed partial class UploadPanel
{
    private const int MostFiles = 50;
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromMilliseconds(200);

    private readonly List<string> problems = [];
    private CancellationTokenSource? stop;
    private IncomingFile? removing;
    private SourceChoice landing;
    private string? uploading;
    private long sent;
    private long total;
    private long began;
    private long drawn;

    [Parameter, EditorRequired]
    public required FilesModel Model { get; set; }

    [Parameter, EditorRequired]
    public required ViewState View { get; set; }

    /// <summary>A file came, went, or is being landed.</summary>
    [Parameter]
    public EventCallback OnChanged { get; set; }

    [Inject]
    private TimeProvider Clock { get; set; } = default!;

    private double Share => total == 0 ? 0 : (double)sent / total;

    private string Rate
    {
        get
        {
            var seconds = Clock.GetElapsedTime(began).TotalSeconds;
            return seconds < .5 ? Formats.None : $"{Formats.Bytes((long)(sent / seconds))}/s";
        }
    }

    public void Dispose()
    {
        stop?.Cancel();
        stop?.Dispose();
    }

    private async Task UploadAsync(InputFileChangeEventArgs change)
    {
        problems.Clear();
        if (change.FileCount > MostFiles)
        {
            problems.Add(T["Upload.TooMany", MostFiles]);
            return;
        }
        stop?.Dispose();
        stop = new CancellationTokenSource();
        foreach (var file in change.GetMultipleFiles(MostFiles))
        {
            if (stop.IsCancellationRequested)
                break;
            await UploadOneAsync(file, stop.Token);
        }
        uploading = null;
        await OnChanged.InvokeAsync();
    }

    private async Task UploadOneAsync(IBrowserFile file, CancellationToken cancellationToken)
    {
        (uploading, sent, total, began, drawn) = (file.Name, 0, file.Size, Clock.GetTimestamp(), 0);
        StateHasChanged();
        try
        {
            // The limit is the service's to enforce, with words; one more byte here lets it.
            await using var content = file.OpenReadStream(
                Math.Max(file.Size, FileActions.LargestBytes + 1),
                cancellationToken
            );
            await Actions.SaveAsync(View.Pipeline, file.Name, file.Size, content, new Meter(this), cancellationToken);
        }
        catch (UploadException error)
        {
            problems.Add(
                T[$"Upload.Refused.{error.Refusal}", error.Name, error.About, Formats.Bytes(FileActions.LargestBytes)]
            );
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            problems.Add(T["Upload.Stopped", file.Name]);
        }
        catch (IOException error)
        {
            problems.Add(T["Upload.NotWritten", file.Name, error.Message]);
        }
    }

    private async Task<string?> LandAsync()
    {
        await Actions.LandAsync(View.Pipeline, landing, CancellationToken.None);
        await OnChanged.InvokeAsync();
        return null;
    }

    private async Task<string?> RemoveAsync()
    {
        await Actions.RemoveAsync(View.Pipeline, removing!.Name, CancellationToken.None);
        await OnChanged.InvokeAsync();
        return null;
    }

    private void Move(long bytes)
    {
        sent = bytes;
        if (Clock.GetElapsedTime(drawn) < RefreshInterval)
            return;
        drawn = Clock.GetTimestamp();
        _ = InvokeAsync(StateHasChanged);
    }

    /// <summary>Called at once, where the bytes are written; a posted call would come after the end.</summary>
    private sealed class Meter(UploadPanel panel) : IProgress<long>
    {
        public void Report(long value) => panel.Move(value);
    }
}
