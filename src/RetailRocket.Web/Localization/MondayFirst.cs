using System.Globalization;

namespace RetailRocket.Web.Localization;

/// <summary>The cultures for calendars: weeks start on Monday, as the cohorts' weeks do.</summary>
internal static class MondayFirst
{
    private static readonly Dictionary<string, CultureInfo> Known = Cultures.All.ToDictionary(
        culture => culture.Name,
        culture =>
        {
            var monday = (CultureInfo)culture.Clone();
            monday.DateTimeFormat.FirstDayOfWeek = DayOfWeek.Monday;
            // What a date is called aloud holds the number that stands in its cell as a word of its own.
            if (culture.TwoLetterISOLanguageName == "ko")
                monday.DateTimeFormat.LongDatePattern = "yyyy. M. d. dddd";
            return CultureInfo.ReadOnly(monday);
        }
    );

    public static CultureInfo Of(CultureInfo culture) => Known.GetValueOrDefault(culture.Name, culture);
}
