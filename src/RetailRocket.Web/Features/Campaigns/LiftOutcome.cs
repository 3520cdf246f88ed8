namespace RetailRocket.Web.Features.Campaigns;

/// <summary>What a comparison says; the words are under <c>Lift.&lt;name&gt;</c>.</summary>
public enum LiftOutcome
{
    /// <summary>The last day of the window is not published yet.</summary>
    TooEarly,

    /// <summary>A group has fewer than <see cref="CampaignLift.FewestVisitors"/> visitors.</summary>
    TooFew,

    /// <summary>The contacted bought more: the interval lies above zero.</summary>
    More,

    /// <summary>The contacted bought less: the interval lies below zero.</summary>
    Fewer,

    /// <summary>The interval includes zero.</summary>
    Unclear,
}
