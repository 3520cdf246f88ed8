using System.Globalization;
using Microsoft.AspNetCore.Components;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Web.Components.Charts;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features.Quality;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Pages.Quality;

/// <summary>One check: what it means, how it went over the dates, and the rows that broke it on one of them.</summary>
public sealed partial class CheckPage
{
    private RunBasis basis;
    private DateOnly date;

    /// <summary>Name of the check.</summary>
    [Parameter]
    public string Check { get; set; } = "";

    [SupplyParameterFromQuery(Name = Links.BasisParameter)]
    public string? BasisName { get; set; }

    /// <summary>The date whose evidence is shown; the last of the view when the address names none.</summary>
    [SupplyParameterFromQuery(Name = Links.DateParameter)]
    public string? DateText { get; set; }

    protected override string Key => $"{base.Key} {Check} {BasisName} {DateText}";

    private bool IsPassRate => Model!.History.Any(row => row.IsPassRate);

    private IEnumerable<DateOnly> Dates =>
        Model!.History.Select(row => row.Date).Append(date).Distinct().OrderDescending();

    private string? EvidenceHint =>
        Model!.Shown is { FailedRows: > 0 } shown
        && shown.FailedRows > Model.Samples.Rows.Count
        && !Model.Samples.IsWithheld
            ? T["Check.EvidenceSome", Formats.Count(Model.Samples.Rows.Count), Formats.Count(shown.FailedRows)].Value
            : null;

    private IReadOnlyList<TrendSeries> Series
    {
        get
        {
            var rows = Model!.History.ToDictionary(row => row.Date);
            IReadOnlyList<decimal?> Over(Func<CheckOutcomeRow, decimal?> value) =>
                [.. View.Range.Dates().Select(day => rows.TryGetValue(day, out var row) ? value(row) : null)];
            return
            [
                new TrendSeries(T["Check.Observed"], Over(row => row.Observed)),
                new TrendSeries(T["Check.Threshold"], Over(row => row.Threshold), IsComparison: true),
            ];
        }
    }

    private IReadOnlyList<TrendMark> Marks =>
        [
            .. Model!
                .History.Where(row => row.Verdict != Verdict.Pass)
                .OrderBy(row => row.Date)
                .Select(row =>
                {
                    var standing = Standings.Of(row.Verdict);
                    return new TrendMark(row.Date, standing, T[Standings.WordKey(standing)]);
                }),
        ];

    protected override void OnParametersSet()
    {
        basis = RunBases.Of(BasisName);
        date = Day(DateText) ?? View.To;
    }

    protected override Task<CheckModel> ReadAsync(CancellationToken cancellationToken) =>
        Queries.CheckAsync(View, Check, Day(DateText) ?? View.To, RunBases.Of(BasisName), cancellationToken);

    private void ChooseDate(ChangeEventArgs change) =>
        Navigation.NavigateTo(Links.With(Navigation.Uri, (Links.DateParameter, change.Value?.ToString())));

    private string DateWords(DateOnly day) =>
        Model!.History.FirstOrDefault(row => row.Date == day) is { } row
            ? $"{Formats.Date(day)} · {T[Standings.WordKey(Standings.Of(row.Verdict))]}"
            : Formats.Date(day);

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : null;
}
