using System.Globalization;
using Microsoft.AspNetCore.Components;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features.Quality;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Pages.Quality;

/// <summary>Lines of source files that could not be parsed, by what they have in common.</summary>
public sealed partial class QuarantinePage
{
    private const string SourceParameter = "source";
    private const string FileParameter = "file";
    private const string ReasonParameter = "reason";
    private const string PageParameter = "page";

    [SupplyParameterFromQuery(Name = SourceParameter)]
    public string? Source { get; set; }

    [SupplyParameterFromQuery(Name = FileParameter)]
    public string? File { get; set; }

    /// <summary>A date, or <see cref="QuarantineFilter.Undated"/>.</summary>
    [SupplyParameterFromQuery(Name = Links.DateParameter)]
    public string? Date { get; set; }

    [SupplyParameterFromQuery(Name = ReasonParameter)]
    public string? Reason { get; set; }

    /// <summary>From 1.</summary>
    [SupplyParameterFromQuery(Name = PageParameter)]
    public string? PageText { get; set; }

    protected override string Key => $"{View.Pipeline}|{Source}|{File}|{Date}|{Reason}|{PageText}";

    private QuarantineFilter Filter => QuarantineFilter.Of(Source, File, Date, Reason);

    private IEnumerable<(
        string Id,
        string Label,
        string Parameter,
        string? Value,
        IReadOnlyList<QuarantineGroup> Groups
    )> Choices =>
        [
            ("quarantine-source", "Quarantine.Source", SourceParameter, Source, Model!.Sources),
            ("quarantine-file", "Quarantine.File", FileParameter, File, Model.Files),
            ("quarantine-date", "Quarantine.Date", Links.DateParameter, Date, Model.Dates),
            ("quarantine-reason", "Quarantine.Reason", ReasonParameter, Reason, Model.Reasons),
        ];

    protected override Task<QuarantineModel> ReadAsync(CancellationToken cancellationToken) =>
        Queries.ReadAsync(
            View,
            Filter,
            int.TryParse(PageText, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? page : 1,
            cancellationToken
        );

    // Another choice starts at the first page of what it finds.
    private void Choose(string parameter, ChangeEventArgs change) =>
        Navigation.NavigateTo(Links.With(Navigation.Uri, (parameter, change.Value?.ToString()), (PageParameter, null)));

    private string PageHref(int page) =>
        Links.With(Navigation.Uri, (PageParameter, page.ToString(CultureInfo.InvariantCulture)));

    private static string Value(string parameter, QuarantineGroup group) =>
        parameter == Links.DateParameter && group.Value.Length == 0 ? QuarantineFilter.Undated : group.Value;

    private string Words(string parameter, QuarantineGroup group) =>
        parameter == Links.DateParameter && group.Value.Length == 0 ? T["Quarantine.Undated"] : group.Value;
}
