using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;
using Microsoft.JSInterop;

namespace RetailRocket.Web.Components.Shared;

/// <summary>
/// A table of rows already read: sorts by any column, hides columns, copies what is shown as TSV, and draws only the rows in
/// sight beyond <see cref="VirtualFrom"/>. The order and the columns that the reader chose stay when the rows are refreshed.
/// </summary>
public sealed partial class DataTable<TRow>
{
    private const int VirtualFrom = 100;

    private readonly HashSet<string> toggled = [];
    private List<TRow> sorted = [];
    private IReadOnlyList<TRow>? sortedFrom;
    private string? sortKey;
    private bool descending;
    private bool copied;

    [Parameter, EditorRequired]
    public required IReadOnlyList<TRow> Rows { get; set; }

    [Parameter, EditorRequired]
    public required IReadOnlyList<Column<TRow>> Columns { get; set; }

    /// <summary>What the table holds, for screen readers.</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    /// <summary>Address of the whole result as CSV; null for none.</summary>
    [Parameter]
    public string? CsvHref { get; set; }

    /// <summary>How it is computed: a <see cref="HowComputed"/>.</summary>
    [Parameter]
    public RenderFragment? Explanation { get; set; }

    /// <summary>What stands in place of a table without rows.</summary>
    [Parameter]
    public RenderFragment? Empty { get; set; }

    /// <summary>Rows of totals or means under the table.</summary>
    [Parameter]
    public RenderFragment? Foot { get; set; }

    /// <summary>Class of a row, as to mark one.</summary>
    [Parameter]
    public Func<TRow, string?>? RowClass { get; set; }

    /// <summary>Height in pixels of a table that scrolls.</summary>
    [Parameter]
    public int Height { get; set; } = 520;

    /// <summary>A table of more rows than this scrolls in <see cref="Height"/>.</summary>
    [Parameter]
    public int ScrollFrom { get; set; } = VirtualFrom;

    private bool IsScrolling => IsVirtual || Rows.Count > ScrollFrom;

    private bool IsVirtual => Rows.Count > VirtualFrom;

    private IReadOnlyList<Column<TRow>> Shown => [.. Columns.Where(IsShown)];

    protected override void OnParametersSet()
    {
        copied = false;
        if (!ReferenceEquals(sortedFrom, Rows))
            Order();
    }

    private bool IsShown(Column<TRow> column) => column.IsShown != toggled.Contains(column.Key);

    private void Toggle(Column<TRow> column)
    {
        if (!toggled.Remove(column.Key))
            toggled.Add(column.Key);
    }

    private string? SortOf(Column<TRow> column) =>
        sortKey != column.Key ? null
        : descending ? "descending"
        : "ascending";

    // Numbers start with the largest, text with the first; the third press is the order that the rows came in.
    private void Sort(Column<TRow> column)
    {
        if (sortKey != column.Key)
            (sortKey, descending) = (column.Key, column.IsNumber);
        else if (descending == column.IsNumber)
            descending = !descending;
        else
            sortKey = null;
        Order();
    }

    private void Order()
    {
        sortedFrom = Rows;
        var column = Columns.FirstOrDefault(column => column.Key == sortKey);
        if (column is null)
        {
            sorted = [.. Rows];
            return;
        }
        var comparer = Comparer<object?>.Create(Compare);
        // Rows without a value stay at the end either way.
        var known = Rows.OrderBy(row => column.Value(row) is null);
        sorted = descending
            ? [.. known.ThenByDescending(column.Value, comparer)]
            : [.. known.ThenBy(column.Value, comparer)];
    }

    private static int Compare(object? left, object? right) =>
        (left, right) switch
        {
            (null, null) => 0,
            (null, _) => -1,
            (_, null) => 1,
            (string a, string b) => CultureInfo.CurrentCulture.CompareInfo.Compare(a, b),
            (IComparable a, _) => a.CompareTo(right),
            _ => 0,
        };

    private RenderFragment Row(TRow row) =>
        builder =>
        {
            builder.OpenElement(0, "tr");
            builder.AddAttribute(1, "class", RowClass?.Invoke(row));
            foreach (var column in Shown)
                Cell(builder, column, row);
            builder.CloseElement();
        };

    private static void Cell(RenderTreeBuilder builder, Column<TRow> column, TRow row)
    {
        builder.OpenElement(2, "td");
        builder.AddAttribute(3, "class", column.IsNumber ? "number" : null);
        builder.AddAttribute(4, "title", column.IsNumber ? column.Raw(row) : null);
        if (column.Template is { } template)
            builder.AddContent(5, template(row));
        else
            builder.AddContent(6, column.Shown(row));
        builder.CloseElement();
    }

    private async Task CopyAsync()
    {
        var text = new StringBuilder();
        text.AppendJoin('\t', Shown.Select(column => column.Title)).Append('\n');
        foreach (var row in sorted)
            text.AppendJoin('\t', Shown.Select(column => OneLine(column.Raw(row)))).Append('\n');
        copied = await Script.InvokeAsync<bool>("retailrocket.copy", text.ToString());
    }

    private static string OneLine(string text) =>
        text.Replace('\t', ' ').Replace('\n', ' ').Replace("\r", "", StringComparison.Ordinal);
}
