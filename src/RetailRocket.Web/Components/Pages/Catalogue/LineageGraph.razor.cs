using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features.Catalogue;

namespace RetailRocket.Web.Components.Pages.Catalogue;

/// <summary>
/// The lineage as a drawing: nodes are links, so that the keyboard reaches them; a small script moves and scales it. How each
/// node stood on the date is marked by colour and picture, and said in its label.
/// </summary>
public sealed partial class LineageGraph : IAsyncDisposable
{
    private LineageDrawing drawing = default!;
    private IReadOnlyList<LineageNode>? drawn;
    private Dictionary<string, CatalogueEntry> tables = [];
    private ElementReference frame;
    private IJSObjectReference? module;

    [Parameter, EditorRequired]
    public required IReadOnlyList<LineageNode> Nodes { get; set; }

    [Parameter, EditorRequired]
    public required CatalogueModel Model { get; set; }

    /// <summary>Name of the chosen node; null for none.</summary>
    [Parameter, EditorRequired]
    public string? Chosen { get; set; }

    /// <summary>The chosen node, what it is made from and what is made from it; the others are dimmed.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlySet<string> Related { get; set; }

    [Parameter, EditorRequired]
    public required ViewState View { get; set; }

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    protected override void OnParametersSet()
    {
        tables = Model.Tables.ToDictionary(table => table.Name);
        if (drawn is not null && drawn.Select(node => node.Name).SequenceEqual(Nodes.Select(node => node.Name)))
            return;
        drawing = LineageLayout.Of(Nodes);
        drawn = Nodes;
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        module = await Script.InvokeAsync<IJSObjectReference>(
            "import",
            "./Components/Pages/Catalogue/LineageGraph.razor.js"
        );
        await module.InvokeVoidAsync("start", frame);
    }

    public async ValueTask DisposeAsync()
    {
        if (module is null)
            return;
        try
        {
            await module.InvokeVoidAsync("stop", frame);
            await module.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and the script with it.
        }
    }

    private Standing? StandingOf(LineageNode node) =>
        node.Kind switch
        {
            LineageKind.Published => Model.PublishedRun is null ? Standing.NoData
            : Model.PublishedRun != Model.Run ? Standing.Warn
            : Standings.Of(Model.PublishedVerdict),
            LineageKind.Export => Model.PublishedRun is null ? Standing.NoData
            : Model.IsExported ? Standing.Pass
            : Standing.Warn,
            _ => tables.GetValueOrDefault(node.Name) switch
            {
                { Error: not null } => Standing.Fail,
                { Verdict: { } verdict } => Standings.Of(verdict),
                _ => null,
            },
        };

    private string NodeClass(LineageNode node)
    {
        var state = StandingOf(node) == Standing.Fail ? " lineage-fails" : "";
        var place =
            Chosen is null ? ""
            : node.Name == Chosen ? " lineage-chosen"
            : Related.Contains(node.Name) ? ""
            : " lineage-dim";
        return $"lineage-node lineage-{node.Kind.ToString().ToLowerInvariant()}{state}{place}";
    }

    private string EdgeClass(LineageEdge edge) =>
        Chosen is null ? "lineage-edge"
        : Related.Contains(edge.From) && Related.Contains(edge.To) ? "lineage-edge lineage-edge-here"
        : "lineage-edge lineage-dim";

    // Razor takes <text> for its own word, so the element is written out.
    private static string Label(LineagePlace place)
    {
        var lines = NodeWords.Lines(place.Node.Name);
        var first = place.Y + LineageDrawing.NodeHeight / 2 + (lines.Count == 1 ? 4 : -4);
        return string.Concat(
            lines.Select(
                (line, index) =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"""<text x="{place.X + 12:0.#}" y="{first + index * 15:0.#}">{WebUtility.HtmlEncode(line)}</text>"""
                    )
            )
        );
    }

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
