using Microsoft.AspNetCore.Components;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Shared;

/// <summary>A column of a <see cref="DataTable{TRow}"/>.</summary>
/// <param name="Key">Name in the address and the chooser; the column's name in CSV files.</param>
/// <param name="Title">Heading.</param>
/// <param name="Value">What is sorted by, and copied: a number, text, date, or null.</param>
public sealed record Column<TRow>(string Key, string Title, Func<TRow, object?> Value)
{
    /// <summary>How the value is shown; null for by its type.</summary>
    public Func<TRow, string>? Text { get; init; }

    /// <summary>Markup instead of text: a badge, a link.</summary>
    public RenderFragment<TRow>? Template { get; init; }

    /// <summary>Numbers stand at the right.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Shown unless the reader chooses otherwise.</summary>
    public bool IsShown { get; init; } = true;

    /// <summary>Off for columns of buttons, which have no order.</summary>
    public bool CanSort { get; init; } = true;

    /// <summary>Meaning and unit, as a tooltip of the heading.</summary>
    public string? About { get; init; }

    internal string Shown(TRow row) => Text?.Invoke(row) ?? Raw(row);

    /// <summary>The value without formatting, as CSV files hold it.</summary>
    internal string Raw(TRow row) =>
        Value(row) switch
        {
            null => "",
            DateOnly date => Formats.Iso(date),
            IFormattable value => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            var other => other.ToString() ?? "",
        };
}
