using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace RetailRocket.Web.Api.Tokens;

/// <summary>A token as people and programs carry it: <c>rr_</c> and 256 random bits in base64url.</summary>
/// <param name="Text">The whole of it; shown once.</param>
/// <param name="Prefix">Its beginning, which tells nothing about the rest.</param>
/// <param name="Hash">SHA-256 of the bits.</param>
internal sealed record TokenText(string Text, string Prefix, byte[] Hash)
{
    private const string Mark = "rr_";
    private const int Bits = 256;
    private const int PrefixLength = 9;

    /// <summary>256 bits are 43 characters of six bits.</summary>
    private const int Length = 46;

    public static TokenText Create() => Of(RandomNumberGenerator.GetBytes(Bits / 8));

    /// <summary>Reads a token that somebody sent; null when it cannot be one, which is told without asking the database.</summary>
    public static TokenText? Read(string text)
    {
        if (text.Length != Length || !text.StartsWith(Mark, StringComparison.Ordinal))
            return null;
        try
        {
            var read = Of(WebEncoders.Base64UrlDecode(text[Mark.Length..]));
            // The last character has two bits to spare; only one spelling is the token.
            return read.Text == text ? read : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static TokenText Of(byte[] bits)
    {
        var text = Mark + WebEncoders.Base64UrlEncode(bits);
        return new TokenText(text, text[..PrefixLength], SHA256.HashData(bits));
    }
}
