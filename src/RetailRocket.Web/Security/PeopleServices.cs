using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Web.Security;

/// <summary>Registers accounts, sign-in and access.</summary>
public static class PeopleServices
{
    private const int FailuresBeforeLockout = 5;
    private static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    /// <summary>Accounts in the warehouse, without sign-in: what commands need.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services, Warehouse warehouse)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        services.TryAddSingleton(TimeProvider.System);
        services.AddDbContextFactory<IdentityContext>(options => IdentitySchema.Configure(options, warehouse));
        services
            .AddIdentityCore<Person>(options =>
            {
                options.User.AllowedUserNameCharacters =
                    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._@+";
                // Length is what makes a password strong; rules about its characters make it forgettable.
                options.Password.RequiredLength = 12;
                options.Password.RequiredUniqueChars = 5;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = FailuresBeforeLockout;
                options.Lockout.DefaultLockoutTimeSpan = Lockout;
                options.SignIn.RequireConfirmedAccount = true;
            })
            .AddRoles<PersonRole>()
            .AddEntityFrameworkStores<IdentityContext>()
            .AddClaimsPrincipalFactory<PersonClaims>()
            .AddDefaultTokenProviders();
        services.AddScoped<IUserConfirmation<Person>, EnabledPersons>();
        services.AddSingleton<Audit>();
        services.AddSingleton<People>();
        return services;
    }

    /// <summary>Cookies, policies from <see cref="AccessTable"/>, and who is signed in on a circuit.</summary>
    /// <param name="keyFolder">Folder of the keys that seal cookies; made when missing, readable by its owner alone.</param>
    public static IServiceCollection AddSignIn(this IServiceCollection services, string keyFolder)
    {
        if (!OperatingSystem.IsWindows())
            Directory.CreateDirectory(
                keyFolder,
                UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            );
        services
            .AddDataProtection()
            .SetApplicationName("RetailRocket")
            .PersistKeysToFileSystem(new DirectoryInfo(keyFolder));
        services.AddScoped<SignInManager<Person>>();
        services.AddScoped<ISecurityStampValidator, SecurityStampValidator<Person>>();
        services.AddScoped<ITwoFactorSecurityStampValidator, TwoFactorSecurityStampValidator<Person>>();
        services.Configure<SecurityStampValidatorOptions>(options =>
            options.ValidationInterval = SignedInState.StampInterval
        );
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "retailrocket";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = SessionLength;
            options.SlidingExpiration = true;
            options.LoginPath = AccountPaths.SignIn;
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            };
        });
        services.AddAuthorization(AddPolicies);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, SignedInState>();
        services.AddScoped<Access>();
        services.AddScoped<AuditQueries>();
        services.AddScoped<PeopleAdmin>();
        services.AddScoped<TwoFactor>();
        services.AddScoped<SignInFlow>();
        return services;
    }

    /// <summary>One policy a feature, and the rule that what says nothing is for the signed-in alone.</summary>
    internal static void AddPolicies(AuthorizationOptions options)
    {
        options.FallbackPolicy = options.DefaultPolicy;
        foreach (var feature in Enum.GetValues<Feature>())
            options.AddPolicy(
                AccessTable.Policy(feature),
                policy =>
                    policy.RequireAuthenticatedUser().RequireAssertion(context => Access.Allows(context.User, feature))
            );
    }
}
