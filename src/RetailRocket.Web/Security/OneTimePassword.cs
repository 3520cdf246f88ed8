using System.Security.Cryptography;

namespace RetailRocket.Web.Security;

/// <summary>Passwords that are shown once and must be replaced at the first sign-in.</summary>
internal static class OneTimePassword
{
    // Without 0 O 1 l I: people copy these from a terminal.
    private const string Letters = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>Four groups of five letters and digits: about 116 bits.</summary>
    public static string Create() =>
        string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Letters, 5)));
}
