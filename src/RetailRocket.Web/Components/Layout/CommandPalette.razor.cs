using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Components.Layout;

/// <summary>Ctrl+K: goes to any page, table, check, run or date by a few letters. The script opens it.</summary>
public sealed partial class CommandPalette
{
    private const int Most = 12;

    private ElementReference dialog;
    private ClaimsPrincipal? person;
    private IReadOnlyList<PaletteItem>? items;
    private IReadOnlyList<PaletteItem> found = [];
    private ViewState? itemsOf;
    private string text = "";
    private int at;

    [Parameter, EditorRequired]
    public required ViewState View { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState>? Authentication { get; set; }

    [Inject]
    private PipelineCatalog Catalog { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    protected override async Task OnInitializedAsync()
    {
        if (Authentication is not null)
            person = (await Authentication).User;
    }

    protected override void OnParametersSet()
    {
        if (itemsOf == View)
            return;
        itemsOf = View;
        items = null;
        Find();
    }

    private void Search(ChangeEventArgs change)
    {
        text = change.Value?.ToString() ?? "";
        at = 0;
        Find();
    }

    private void Close()
    {
        text = "";
        at = 0;
        Find();
    }

    private async Task PressAsync(KeyboardEventArgs press)
    {
        switch (press.Key)
        {
            case "ArrowDown" when found.Count > 0:
                at = (at + 1) % found.Count;
                break;
            case "ArrowUp" when found.Count > 0:
                at = (at + found.Count - 1) % found.Count;
                break;
            case "Enter" when at < found.Count:
                await GoAsync(found[at]);
                break;
        }
    }

    private async Task GoAsync(PaletteItem item)
    {
        await Script.InvokeVoidAsync("retailrocket.closeDialog", dialog);
        Navigation.NavigateTo(item.Href);
    }

    private void Find()
    {
        items ??= [.. Items()];
        var terms = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        found =
        [
            .. Typed(),
            .. items
                .Where(item => terms.All(term => Has(item.Name, term) || Has(item.Kind, term) || Has(item.Words, term)))
                .OrderBy(item =>
                    terms.Length > 0 && item.Name.StartsWith(terms[0], StringComparison.CurrentCultureIgnoreCase)
                        ? 0
                        : 1
                )
                .Take(Most),
        ];
    }

    private static bool Has(string words, string term) =>
        words.Contains(term, StringComparison.CurrentCultureIgnoreCase);

    /// <summary>A number is a run; a date need not be spelled out in the list to be gone to.</summary>
    private IEnumerable<PaletteItem> Typed()
    {
        var typed = text.Trim().TrimStart('#');
        if (Allowed(Feature.Runs) && long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var run))
            yield return new PaletteItem($"{T["Palette.Run"]} {run}", T["Palette.Run"], "play", Links.Run(View, run));
    }

    private IEnumerable<PaletteItem> Items()
    {
        foreach (var item in NavItem.All.Where(item => Allowed(item.Feature)))
            yield return new PaletteItem(T[item.TextKey], T["Palette.Page"], item.Icon, item.Link(View), item.Path);
        if (View.Pipeline.Length == 0)
            yield break;
        var definition = Catalog.Get(View.Pipeline);
        if (Allowed(Feature.Catalogue))
            foreach (var table in definition.Tables)
                yield return new PaletteItem(table.Name, T["Palette.Table"], "table", Links.Table(View, table.Name));
        if (Allowed(Feature.Quality))
            foreach (var check in definition.Checks)
                yield return new PaletteItem(
                    check.Name,
                    T["Palette.Check"],
                    "shield",
                    Links.Check(View, check.Name),
                    Meanings.Of(check)
                );
        foreach (var date in View.Dates.Reverse())
        {
            var moved = View.On(date.Date.AddDays(1 - View.Range.Days), date.Date);
            yield return new PaletteItem(
                Formats.Date(date.Date),
                T["Palette.Date"],
                "calendar",
                Links.Same(Navigation.Uri, moved)
            );
        }
        foreach (var name in Catalog.Names.Where(name => name != View.Pipeline))
            yield return new PaletteItem(
                name,
                T["Shell.Pipeline"],
                "funnel",
                $"/?{Links.PipelineParameter}={Uri.EscapeDataString(name)}",
                Cultures.Pick(Catalog.Get(name).Title)
            );
    }

    private bool Allowed(Feature feature) => person is not null && Access.Allows(person, feature);
}
