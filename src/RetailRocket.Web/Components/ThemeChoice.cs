namespace RetailRocket.Web.Components;

/// <summary>Light, dark, or as the system has it. The script sets the cookie; the first HTML already fits it.</summary>
internal static class ThemeChoice
{
    public const string Cookie = "theme";
    public const string Light = "light";
    public const string Dark = "dark";
    public const string System = "system";

    public static string Of(string? cookie) => cookie is Light or Dark ? cookie : System;
}
