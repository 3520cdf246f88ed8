using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Features.Funnel;

namespace RetailRocket.Web.Components.Pages.Funnel;

/// <summary>Keys of the words for how a date stands in the figures of a range.</summary>
public static class FunnelWords
{
    /// <summary>Key of a word or two.</summary>
    public static string Key(FunnelDayLine line) =>
        Name(line) is var name && name is "Warn" or "Pass" ? $"Verdict.{name}" : $"Funnel.Date{name}";

    /// <summary>Key of a sentence that says what it means for the figures.</summary>
    public static string About(FunnelDayLine line) => $"Funnel.Date{Name(line)}About";

    private static string Name(FunnelDayLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line switch
        {
            { Standing: Standing.Fail, Day: null } => "Blocked",
            // A failed run is seen by readers only where a waiver lets it.
            { Standing: Standing.Fail, Day.Verdict: Verdict.Fail } => "Waived",
            { Standing: Standing.Fail } => "BlockedOld",
            { Day: null, IsJudged: true } => "NoData",
            { Day: null } => "NotRun",
            { Standing: Standing.Warn } => "Warn",
            _ => "Pass",
        };
    }
}
