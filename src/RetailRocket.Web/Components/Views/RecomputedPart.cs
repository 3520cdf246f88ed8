namespace RetailRocket.Web.Components.Views;

/// <summary>
/// A part of a page whose model is recomputed while its reader waits: it says so, says the place in line, and can be stopped.
/// Give it a key of what it is asked, so that another question never shows the answer to the last one.
/// </summary>
/// <typeparam name="TModel">A record that JSON can carry.</typeparam>
public abstract class RecomputedPart<TModel> : DataPage<TModel>
    where TModel : class
{
    private readonly Place place;

    protected RecomputedPart() => place = new Place(this);

    /// <summary>Place in line; 0 when its turn has come, null until it is known.</summary>
    public int? PlaceInLine { get; private set; }

    /// <summary>Its reader does not want it any more.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>An answer that is there is part of the first HTML; one that takes seconds is not waited for.</summary>
    protected override TimeSpan? FirstHtmlWaits => TimeSpan.FromMilliseconds(250);

    /// <summary>Reads the model.</summary>
    /// <param name="inLine">Is to be told the place in line.</param>
    protected abstract Task<TModel> RecomputeAsync(IProgress<int> inLine, CancellationToken cancellationToken);

    protected sealed override Task<TModel> ReadAsync(CancellationToken cancellationToken) =>
        RecomputeAsync(place, cancellationToken);

    /// <summary>Gives the recomputation up; others who wait for the same still get it.</summary>
    public async Task GiveUpAsync()
    {
        IsStopped = true;
        await StopAsync();
    }

    /// <summary>Asks again after it was given up.</summary>
    public Task AskAgainAsync()
    {
        IsStopped = false;
        PlaceInLine = null;
        return ReloadAsync();
    }

    /// <summary>News come from a computation that others wait for as well: rendering must neither hold it up nor mix their order.</summary>
    private sealed class Place(RecomputedPart<TModel> part) : IProgress<int>
    {
        private volatile int newest;

        public void Report(int value)
        {
            newest = value;
            _ = Task.Run(() =>
                part.InvokeAsync(() =>
                {
                    part.PlaceInLine = newest;
                    part.StateHasChanged();
                })
            );
        }
    }
}
