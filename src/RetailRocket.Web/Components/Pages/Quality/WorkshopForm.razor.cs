using System.Globalization;
using Microsoft.AspNetCore.Components;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Quality.Workshop;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features.Quality.Workshop;

namespace RetailRocket.Web.Components.Pages.Quality;

/// <summary>A draft in hand: its fields, the trial of it, and saving it.</summary>
public sealed partial class WorkshopForm : IDisposable
{
    /// <summary>Dates that a draft is tried on unless told otherwise: four weeks.</summary>
    public const int UsualDays = 28;

    private readonly CancellationTokenSource left = new();
    private WorkshopModel? shown;
    private string name = "";
    private CheckPhase phase;
    private CheckSeverity severity;
    private string about = "";
    private string sql = "";
    private IReadOnlyList<DraftProblem> problems = [];
    private TrialReport? report;
    private DraftCheck? tried;
    private bool isTrying;
    private bool asks;
    private string? entry;
    private string? savedTo;

    [Parameter, EditorRequired]
    public required ViewState View { get; set; }

    [Parameter, EditorRequired]
    public required WorkshopModel Model { get; set; }

    /// <summary>How many dates a trial covers.</summary>
    [Parameter, EditorRequired]
    public required int Days { get; set; }

    /// <summary>After a draft was saved; receives its name.</summary>
    [Parameter, EditorRequired]
    public required EventCallback<string> OnSaved { get; set; }

    [Inject]
    private WorkshopActions Actions { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private DraftCheck Draft => new(name.Trim(), phase, severity, about, sql);

    // A name that a check or a proposal has already is what other files and results know it by.
    private bool IsNamed => Model.Based is not null || Model.Opened is not null;

    protected override void OnParametersSet()
    {
        if (ReferenceEquals(shown, Model))
            return;
        var isSame = shown is not null && Model.Draft.Name == name;
        shown = Model;
        (name, phase, severity, about, sql) = (
            Model.Draft.Name,
            Model.Draft.Phase,
            Model.Draft.Severity,
            Model.Draft.About,
            Model.Draft.Sql
        );
        problems = [];
        if (isSame)
            return; // What was just saved: its trial and its place stay in sight.
        (report, tried, entry, savedTo) = (null, null, null, null);
    }

    public void Dispose()
    {
        left.Cancel();
        left.Dispose();
    }

    private async Task TryAsync()
    {
        (isTrying, problems, report) = (true, [], null);
        tried = Draft;
        try
        {
            report = await Actions.TryAsync(View, tried, Days, left.Token);
            problems = report.Problems;
        }
        catch (OperationCanceledException) when (left.IsCancellationRequested)
        {
            // The page was left; nobody waits for the answer.
        }
        finally
        {
            isTrying = false;
        }
    }

    private async Task<string?> SaveAsync()
    {
        var answer = await Actions.SaveAsync(View.Pipeline, Draft, Model, left.Token);
        problems = answer.Problems;
        if (answer.Saved is not { } saved)
            return problems.Count > 0 ? problems[0].Message : null;
        (entry, savedTo) = (saved.Entry, saved.File);
        name = saved.Draft.Name;
        await OnSaved.InvokeAsync(name);
        return null;
    }

    private void ChooseDays(ChangeEventArgs change) =>
        Navigation.NavigateTo(
            Links.With(
                Navigation.Uri,
                (
                    Links.DatesParameter,
                    int.TryParse(change.Value?.ToString(), CultureInfo.InvariantCulture, out var days)
                    && days != UsualDays
                        ? Math.Clamp(days, 1, WorkshopActions.MostDates).ToString(CultureInfo.InvariantCulture)
                        : null
                )
            ),
            replace: true
        );

    private void KeepGate()
    {
        if (!IsNamed)
            Navigation.NavigateTo(Links.With(Navigation.Uri, (Links.GateParameter, phase.ToString())), replace: true);
    }
}
