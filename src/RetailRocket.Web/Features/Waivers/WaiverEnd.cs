using System.Globalization;

namespace RetailRocket.Web.Features.Waivers;

/// <summary>When a waiver ends, as people write it.</summary>
internal static class WaiverEnd
{
    /// <summary>
    /// A date, which is the last that the waiver stands on in <paramref name="zone"/>, or an instant with its offset
    /// (<c>2026-11-25T18:00:00+09:00</c>). Null for anything else.
    /// </summary>
    public static DateTimeOffset? Of(string? text, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            var midnight = date.AddDays(1).ToDateTime(TimeOnly.MinValue);
            return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
        }
        return DateTimeOffset.TryParseExact(
            text,
            ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK"],
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var instant
        )
            ? instant
            : null;
    }
}
