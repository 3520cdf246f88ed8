using RetailRocket.Web.Security;

namespace RetailRocket.Web.Localization;

/// <summary>Keys of the words for roles.</summary>
public static class RoleWords
{
    /// <summary>Key of a role's name.</summary>
    public static string Key(string role) =>
        role switch
        {
            Roles.Analyst => "Role.Analyst",
            Roles.Quality => "Role.Quality",
            Roles.Marketer => "Role.Marketer",
            Roles.Admin => "Role.Admin",
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role."),
        };

    /// <summary>Key of a sentence about what the role is for.</summary>
    public static string About(string role) =>
        role switch
        {
            Roles.Analyst => "Role.AnalystAbout",
            Roles.Quality => "Role.QualityAbout",
            Roles.Marketer => "Role.MarketerAbout",
            Roles.Admin => "Role.AdminAbout",
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role."),
        };
}
