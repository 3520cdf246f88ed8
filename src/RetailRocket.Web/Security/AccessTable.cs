using static RetailRocket.Web.Security.Feature;
using static RetailRocket.Web.Security.Roles;

namespace RetailRocket.Web.Security;

/// <summary>
/// Which role may use what: the one table. Policies, the navigation and <see cref="Access"/> are all made from it, and a
/// feature that is not in it lets nobody in.
/// </summary>
public static class AccessTable
{
    private static readonly IReadOnlyDictionary<Feature, IReadOnlyList<string>> Table = new Dictionary<
        Feature,
        IReadOnlyList<string>
    >
    {
        [Overview] = All,
        [Certificate] = All,
        [Funnel] = All,
        [Explain] = [Analyst, Roles.Quality, Admin],
        [Cohorts] = All,
        [CohortVisitors] = [Marketer, Analyst, Admin],
        [Targets] = [Marketer, Analyst, Roles.Quality, Admin],
        [TargetsDownload] = [Marketer, Admin],
        [Campaigns] = [Marketer, Admin],
        [Feature.Quality] = All,
        [QualityWaive] = [Roles.Quality, Admin],
        [CheckWorkshop] = [Roles.Quality, Admin],
        [Quarantine] = [Roles.Quality, Admin],
        [Runs] = All,
        [RunStart] = [Roles.Quality, Admin],
        [RunCancel] = [Roles.Quality, Admin],
        [RunApprove] = [Roles.Quality, Admin],
        [RollBack] = [Roles.Quality, Admin],
        [ScheduleChange] = [Admin],
        [SourceFiles] = [Roles.Quality, Analyst, Admin],
        [Upload] = [Roles.Quality, Admin],
        [Catalogue] = All,
        [Feature.People] = [Admin],
        [Feature.Audit] = [Admin],
        [Help] = All,
        [Feature.Alerts] = All,
        [AlertHandle] = [Roles.Quality, Analyst, Admin],
        [Feature.AlertRules] = [Admin],
        [FiguresDownload] = All,
        [ApiTokens] = All,
        [Feature.Api] = All,
    };

    /// <summary>Roles that may use a feature.</summary>
    public static IReadOnlyList<string> RolesOf(Feature feature) => Table.GetValueOrDefault(feature, []);

    /// <summary>Whether any of <paramref name="roles"/> may use a feature.</summary>
    public static bool Allows(Feature feature, IEnumerable<string> roles) => RolesOf(feature).Intersect(roles).Any();

    /// <summary>Name of the authorisation policy of a feature.</summary>
    public static string Policy(Feature feature) => $"feature:{feature}";
}
