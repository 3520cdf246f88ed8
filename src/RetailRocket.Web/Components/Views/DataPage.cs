using System.Text.Json;
using Microsoft.AspNetCore.Components;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Components.Views;

/// <summary>
/// A page over one model that a query service reads. It reads again when the view or another part of <see cref="Key"/>
/// changes, keeps showing the old model meanwhile, and carries what the first HTML showed over into the circuit instead of
/// reading it twice. Show it inside <c>&lt;DataView Page="this"&gt;</c>.
/// </summary>
/// <typeparam name="TModel">A record that JSON can carry.</typeparam>
public abstract class DataPage<TModel> : ComponentBase, IDisposable
    where TModel : class
{
    /// <summary>Larger models are read again by the circuit: the browser sends them back in one message.</summary>
    private const int LargestCarriedBytes = 150_000;

    private readonly CancellationTokenSource closed = new();
    private CancellationTokenSource? reading;
    private PersistingComponentStateSubscription subscription;
    private string? key;

    [CascadingParameter]
    public required ViewState View { get; set; }

    [Inject]
    protected PersistentComponentState Carried { get; set; } = default!;

    [Inject]
    protected FailureLog Failures { get; set; } = default!;

    /// <summary>What was read; null while <see cref="Load"/> is not ready.</summary>
    public TModel? Model { get; private set; }

    public PageLoad Load { get; private set; } = PageLoad.Loading;

    /// <summary>A newer model is on its way while the old one is shown.</summary>
    public bool IsRefreshing { get; private set; }

    /// <summary>Everything that the model depends on. Override to add parameters of the page's own.</summary>
    protected virtual string Key => $"{View.Pipeline} {View.From:O} {View.To:O}";

    /// <summary>
    /// How long the first HTML waits for a model that may take seconds; after that the page goes out without it and its
    /// circuit reads it. Null: as long as it takes.
    /// </summary>
    protected virtual TimeSpan? FirstHtmlWaits => null;

    /// <summary>Reads the model. Called on the circuit's own thread of execution; must honour the token.</summary>
    protected abstract Task<TModel> ReadAsync(CancellationToken cancellationToken);

    protected override void OnInitialized() => subscription = Carried.RegisterOnPersisting(CarryAsync);

    protected override async Task OnParametersSetAsync()
    {
        if (key == Key)
            return;
        var first = key is null;
        key = Key;
        if (first && Carried.TryTakeFromJson<CarriedModel>(CarryName, out var carried) && carried?.Key == key)
        {
            Model = carried.Model;
            Load = PageLoad.Ready;
            return;
        }
        await ReloadAsync();
    }

    /// <summary>Reads the model again, as after a change or a failure.</summary>
    public async Task ReloadAsync()
    {
        if (reading is not null)
            await reading.CancelAsync();
        using var mine = CancellationTokenSource.CreateLinkedTokenSource(closed.Token);
        reading = mine;
        IsRefreshing = Model is not null;
        if (!IsRefreshing)
            Load = PageLoad.Loading;
        try
        {
            var read = await InTimeAsync(ReadAsync(mine.Token));
            if (read is null)
            {
                await mine.CancelAsync();
                return;
            }
            if (reading != mine)
                return;
            Model = read;
            Load = PageLoad.Ready;
        }
        catch (Exception) when (mine.IsCancellationRequested)
        {
            return;
        }
        catch (AccessDeniedException)
        {
            Load = PageLoad.Denied;
        }
        catch (Exception error) when (error is not NavigationException)
        {
            Load = new PageLoad(PageLoadKind.Failed, Failures.Record(error, GetType().Name));
        }
        finally
        {
            if (reading == mine)
            {
                reading = null;
                IsRefreshing = false;
            }
        }
        StateHasChanged();
    }

    /// <summary>Reads no further; what was shown before stays.</summary>
    protected Task StopAsync() => reading?.CancelAsync() ?? Task.CompletedTask;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        subscription.Dispose();
        closed.Cancel();
        closed.Dispose();
    }

    /// <summary>Null when the first HTML goes out without the model.</summary>
    private async Task<TModel?> InTimeAsync(Task<TModel> read)
    {
        if (FirstHtmlWaits is not { } patience || RendererInfo.IsInteractive)
            return await read;
        try
        {
            return await read.WaitAsync(patience);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private string CarryName => GetType().Name;

    private Task CarryAsync()
    {
        if (Load.Kind != PageLoadKind.Ready || Model is null)
            return Task.CompletedTask;
        var state = new CarriedModel(key!, Model);
        if (JsonSerializer.SerializeToUtf8Bytes(state, JsonSerializerOptions.Web).Length <= LargestCarriedBytes)
            Carried.PersistAsJson(CarryName, state);
        return Task.CompletedTask;
    }

    private sealed record CarriedModel(string Key, TModel Model);
}
