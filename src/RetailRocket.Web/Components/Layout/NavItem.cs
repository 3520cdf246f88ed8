using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Components.Layout;

/// <summary>A line of the navigation.</summary>
/// <param name="Feature">Who does not have it does not see the line.</param>
/// <param name="TextKey">Key of its words.</param>
/// <param name="Icon">Name of its picture; see Icon.razor.</param>
/// <param name="Path">First part of its addresses, by which the line knows that it is the present one.</param>
/// <param name="Keys">Letters pressed after each other that go there; null for none.</param>
public sealed record NavItem(
    Feature Feature,
    string TextKey,
    string Icon,
    string Path,
    string? Keys,
    Func<ViewState, string> Link
)
{
    /// <summary>The navigation, in the order of a person's work: what is the answer, can I trust it, how did it come about.</summary>
    public static IReadOnlyList<NavItem> All { get; } =
    [
        new(Feature.Overview, "Nav.Overview", "home", "/", "g o", Links.Overview),
        new(Feature.Funnel, "Nav.Funnel", "funnel", "/funnel", "g f", Links.Funnel),
        new(Feature.Explain, "Nav.Explain", "waterfall", "/explain", "g w", Links.Explain),
        new(Feature.Cohorts, "Nav.Cohorts", "grid", "/cohorts", "g c", Links.Cohorts),
        new(Feature.Targets, "Nav.Targets", "target", "/targets", "g t", Links.Targets),
        new(Feature.Quality, "Nav.Quality", "shield", "/quality", "g q", Links.Quality),
        new(Feature.Runs, "Nav.Runs", "play", "/runs", "g r", Links.Runs),
        new(Feature.Alerts, "Nav.Alerts", "bell", "/alerts", "g n", Links.Alerts),
        new(Feature.Catalogue, "Nav.Catalogue", "book", "/catalogue", "g d", Links.Catalogue),
        new(Feature.People, "Nav.Access", "people", "/access", "g a", Links.People),
        new(Feature.Api, "Nav.Api", "code", "/api-docs", null, Links.ApiDocs),
        new(Feature.Help, "Nav.Help", "help", "/help", "g h", Links.Help),
    ];

    /// <summary>Whether an address is of this line.</summary>
    public bool Owns(string path) =>
        Path == "/" ? path == "/" : path == Path || path.StartsWith(Path + "/", StringComparison.Ordinal);
}
