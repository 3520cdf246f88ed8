namespace RetailRocket.Web.Security;

/// <summary>What people are to this product; a person may be several.</summary>
public static class Roles
{
    /// <summary>Reads funnels and cohorts and asks why a rate moved.</summary>
    public const string Analyst = "analyst";

    /// <summary>Reads the history of every check and decides what may be published.</summary>
    public const string Quality = "quality";

    /// <summary>Downloads target lists and answers for them.</summary>
    public const string Marketer = "marketer";

    /// <summary>Runs dates again, manages schedules and people. Is let in everywhere.</summary>
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } = [Analyst, Quality, Marketer, Admin];
}
