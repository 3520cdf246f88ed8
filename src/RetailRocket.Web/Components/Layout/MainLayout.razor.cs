using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;

namespace RetailRocket.Web.Components.Layout;

/// <summary>Header, navigation and content; turns the address into the view that cascades to every page.</summary>
public sealed partial class MainLayout : IDisposable
{
    private const string Carry = "view";

    private readonly CancellationTokenSource closed = new();
    private PersistingComponentStateSubscription subscription;
    private PageErrorBoundary? boundary;
    private ViewState? view;
    private string? query;

    [Inject]
    private ViewReader Reader { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private PersistentComponentState Carried { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        subscription = Carried.RegisterOnPersisting(() =>
        {
            Carried.PersistAsJson(Carry, view);
            return Task.CompletedTask;
        });
        Navigation.LocationChanged += OnLocationChanged;
        query = new Uri(Navigation.Uri).Query;
        view =
            Carried.TryTakeFromJson<ViewState>(Carry, out var carried) && carried is not null
                ? carried
                : await Reader.ReadAsync(Navigation.Uri, closed.Token);
    }

    public void Dispose()
    {
        Navigation.LocationChanged -= OnLocationChanged;
        subscription.Dispose();
        closed.Cancel();
        closed.Dispose();
    }

    private string Here() => new Uri(Navigation.Uri).PathAndQuery;

    private void OnLocationChanged(object? sender, LocationChangedEventArgs change) =>
        _ = InvokeAsync(() => FollowAsync(change.Location));

    private async Task FollowAsync(string location)
    {
        boundary?.Recover();
        var next = new Uri(location).Query;
        if (next == query)
            return;
        query = next;
        try
        {
            var read = await Reader.ReadAsync(location, closed.Token);
            if (next != query)
                return;
            // Lists of dates are compared by reference: an unchanged view must not look like a new one to pages.
            view =
                view is not null && view.Dates.SequenceEqual(read.Dates) && read with { Dates = view.Dates } == view
                    ? view
                    : read;
            StateHasChanged();
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // The circuit has closed; nobody looks.
        }
    }
}
