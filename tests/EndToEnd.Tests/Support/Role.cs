namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>The people of the tests.</summary>
public static class Role
{
    public const string Analyst = "analyst";
    public const string Quality = "quality";
    public const string Marketer = "marketer";
    public const string Admin = "admin";

    public static IReadOnlyList<string> All { get; } = [Analyst, Quality, Marketer, Admin];
}
