using System.Text.Json.Serialization;
using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Components.Views;

/// <summary>A date that a pipeline knows: landed, run or published.</summary>
/// <param name="Verdict">Of the last run that judged the date; null when none did.</param>
/// <param name="PublishedRun">The run whose figures readers see; null when the date is not published.</param>
/// <param name="PublishedVerdict">The verdict those figures were published with.</param>
public sealed record ViewDate(DateOnly Date, Verdict? Verdict, long? PublishedRun, Verdict? PublishedVerdict)
{
    [JsonIgnore]
    public bool IsPublished => PublishedRun is not null;

    /// <summary>The last run held the date back: what is published, if anything, is older. Under a waiver it is not.</summary>
    [JsonIgnore]
    public bool IsBlocked =>
        Verdict == Pipeline.Database.Operations.Verdict.Fail
        && PublishedVerdict != Pipeline.Database.Operations.Verdict.Fail;
}
