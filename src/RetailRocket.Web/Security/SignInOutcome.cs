namespace RetailRocket.Web.Security;

/// <summary>What an attempt to sign in came to.</summary>
public enum SignInOutcome
{
    SignedIn,

    /// <summary>The password was right; a code of the second factor is asked for.</summary>
    SecondFactor,

    /// <summary>Wrong, locked out or disabled: the browser is not told which, as that would tell which accounts exist.</summary>
    Refused,
}
