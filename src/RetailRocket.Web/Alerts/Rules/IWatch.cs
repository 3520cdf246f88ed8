namespace RetailRocket.Web.Alerts.Rules;

/// <summary>Finds out how things stand for the rules of one kind. Reads only.</summary>
internal interface IWatch
{
    AlertKind Kind { get; }

    /// <returns>
    /// In the order in which they count; of a subject that comes twice, the last is how it stands now. Null when it cannot be
    /// told, and then everything stays as it is.
    /// </returns>
    Task<IReadOnlyList<Finding>?> ReadAsync(WatchAsk ask, CancellationToken cancellationToken);
}
