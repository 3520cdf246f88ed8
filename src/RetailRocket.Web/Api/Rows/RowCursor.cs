using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace RetailRocket.Web.Api.Rows;

/// <summary>Where a page ended.</summary>
/// <param name="Source">Name of what is paged.</param>
/// <param name="State">
/// What the pages before were read from; empty where rows only ever get added. When it is another by now, the pages would not
/// fit together.
/// </param>
/// <param name="Key">Key of the last row, each part as PostgreSQL writes it.</param>
public sealed record RowCursor(string Source, string State, IReadOnlyList<string> Key)
{
    /// <summary>Longest text that is looked at.</summary>
    private const int LongestText = 2_000;

    /// <summary>As it stands in an address.</summary>
    [JsonIgnore]
    public string Text => WebEncoders.Base64UrlEncode(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <returns>False when the text is not a cursor.</returns>
    public static bool TryRead(string text, [NotNullWhen(true)] out RowCursor? cursor)
    {
        cursor = null;
        if (text.Length > LongestText)
            return false;
        try
        {
            cursor = JsonSerializer.Deserialize<RowCursor>(WebEncoders.Base64UrlDecode(text));
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return false;
        }
        return cursor is { Source: not null, State: not null, Key: not null };
    }
}
