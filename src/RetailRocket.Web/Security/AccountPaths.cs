namespace RetailRocket.Web.Security;

/// <summary>Addresses of the account pages; but for the tokens, they are plain HTML forms outside the circuit.</summary>
public static class AccountPaths
{
    public const string Root = "/account";
    public const string SignIn = "/account/sign-in";
    public const string SecondFactor = "/account/second-factor";
    public const string SignOut = "/account/sign-out";
    public const string SignOutEverywhere = "/account/sign-out-everywhere";
    public const string Password = "/account/password";
    public const string TwoFactor = "/account/two-factor";
    public const string Tokens = "/account/tokens";

    /// <summary>A path of this site to go to after signing in; anything else becomes the front page.</summary>
    public static string Local(string? returnUrl) =>
        returnUrl is ['/', ..]
        && !returnUrl.StartsWith("//", StringComparison.Ordinal)
        && !returnUrl.Contains('\\', StringComparison.Ordinal)
        && !returnUrl.Any(char.IsControl)
            ? returnUrl
            : "/";
}
