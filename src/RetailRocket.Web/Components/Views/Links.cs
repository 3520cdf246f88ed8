using System.Globalization;
using System.Text;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Views;

/// <summary>
/// Builds every address of the product. A link carries the view, so that what one person sees another sees by the link. Each
/// feature adds its own in a file of its own, <c>Links.&lt;Feature&gt;.cs</c>.
/// </summary>
public static partial class Links
{
    public const string PipelineParameter = "pipeline";
    public const string FromParameter = "from";
    public const string ToParameter = "to";

    public static string Overview(ViewState view) => To("/", view);

    public static string Funnel(ViewState view) => To("/funnel", view);

    public static string Cohorts(ViewState view) => To("/cohorts", view);

    public static string Targets(ViewState view) => To("/targets", view);

    public static string Quality(ViewState view) => To("/quality", view);

    /// <summary>The history of one check.</summary>
    public static string Check(ViewState view, string check) => To($"/quality/{Uri.EscapeDataString(check)}", view);

    public static string Runs(ViewState view) => To("/runs", view);

    public static string Run(ViewState view, long run) =>
        To(string.Create(CultureInfo.InvariantCulture, $"/runs/{run}"), view);

    public static string Catalogue(ViewState view) => To("/catalogue", view);

    /// <summary>A table: grain, columns, SQL.</summary>
    public static string Table(ViewState view, string table) => To($"/catalogue/{Uri.EscapeDataString(table)}", view);

    public static string People(ViewState view) => To("/access", view);

    public static string AuditLog(ViewState view, params ReadOnlySpan<(string Name, string? Value)> filter) =>
        To("/access/audit", view, filter);

    public static string Help(ViewState view) => To("/help", view);

    /// <summary>What stands behind the figures of a date: run, verdict, definition, checks.</summary>
    /// <param name="run">The run in question; null for the one that readers see when the link is followed.</param>
    public static string Certificate(string pipeline, DateOnly date, long? run = null) =>
        $"/certificates/{Formats.Iso(date)}?{PipelineParameter}={Uri.EscapeDataString(pipeline)}"
        + (run is { } number ? string.Create(CultureInfo.InvariantCulture, $"&run={number}") : "");

    /// <summary>A path with the view and further parameters; those without a value are left out.</summary>
    public static string To(string path, ViewState view, params ReadOnlySpan<(string Name, string? Value)> more)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(view);
        var address = new StringBuilder(path);
        var separator = '?';
        void Add(string name, string? value)
        {
            if (string.IsNullOrEmpty(value))
                return;
            address.Append(separator).Append(name).Append('=').Append(Uri.EscapeDataString(value));
            separator = '&';
        }
        Add(PipelineParameter, view.Pipeline);
        if (view.HasDates)
        {
            Add(FromParameter, Formats.Iso(view.From));
            Add(ToParameter, Formats.Iso(view.To));
        }
        foreach (var (name, value) in more)
            Add(name, value);
        return address.ToString();
    }

    /// <summary>The address at hand with another view and all else as it is.</summary>
    /// <param name="uri">Absolute, as the NavigationManager gives it.</param>
    public static string Same(string uri, ViewState view)
    {
        var parts = new Uri(uri);
        var kept = Microsoft
            .AspNetCore.WebUtilities.QueryHelpers.ParseQuery(parts.Query)
            .Where(part => part.Key is not (PipelineParameter or FromParameter or ToParameter))
            .SelectMany(part => part.Value.Select(value => (part.Key, value)))
            .ToArray();
        return To(parts.AbsolutePath, view, kept);
    }

    /// <summary>The address at hand with some parameters changed (or, with null, taken out) and all else as it is.</summary>
    /// <param name="uri">Absolute, as the NavigationManager gives it.</param>
    public static string With(string uri, params ReadOnlySpan<(string Name, string? Value)> changes)
    {
        var parts = new Uri(uri);
        var query = Microsoft
            .AspNetCore.WebUtilities.QueryHelpers.ParseQuery(parts.Query)
            .ToDictionary(part => part.Key, part => part.Value.ToString());
        foreach (var (name, value) in changes)
            if (string.IsNullOrEmpty(value))
                query.Remove(name);
            else
                query[name] = value;
        var text = string.Join('&', query.Select(part => $"{part.Key}={Uri.EscapeDataString(part.Value)}"));
        return text.Length == 0 ? parts.AbsolutePath : $"{parts.AbsolutePath}?{text}";
    }
}
