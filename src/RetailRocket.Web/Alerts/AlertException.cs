namespace RetailRocket.Web.Alerts;

/// <summary>What somebody asked for cannot be done.</summary>
/// <param name="key">Of the words that say why.</param>
public sealed class AlertException(string key) : Exception(key)
{
    /// <summary>Key of the words that say why.</summary>
    public string Key { get; } = key;
}
