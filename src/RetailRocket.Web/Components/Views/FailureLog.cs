using System.Globalization;
using System.Security.Cryptography;

namespace RetailRocket.Web.Components.Views;

/// <summary>
/// Writes failures to the log under a reference that the browser shows instead of the error itself, which may hold names of
/// tables, paths and values.
/// </summary>
public sealed class FailureLog(ILogger<FailureLog> log)
{
    /// <returns>The reference, such as <c>7F3K-92QD</c>.</returns>
    public string Record(Exception error, string where)
    {
        ArgumentNullException.ThrowIfNull(error);
        const string letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        var reference = string.Create(
            CultureInfo.InvariantCulture,
            $"{RandomNumberGenerator.GetString(letters, 4)}-{RandomNumberGenerator.GetString(letters, 4)}"
        );
        log.LogError(error, "{Reference} in {Where}: {Kind}", reference, where, error.GetType().Name);
        return reference;
    }
}
