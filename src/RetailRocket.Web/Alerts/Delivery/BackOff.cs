namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>How long to wait after a failure.</summary>
internal static class BackOff
{
    private const int MostDoublings = 20;

    /// <summary>
    /// Doubles from attempt to attempt up to the longest, with a fifth of chance in it, so that instances and channels that
    /// failed together do not come back together; never shorter than what the other side asked for.
    /// </summary>
    /// <param name="attempts">Attempts so far, 1 or more.</param>
    /// <param name="asked">The other side's own wish; null for none.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static TimeSpan After(int attempts, TimeSpan? asked, AlertSettings settings, double chance)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfLessThan(attempts, 1);
        var doubled = settings.FirstRetry * Math.Pow(2, Math.Min(attempts - 1, MostDoublings));
        var wait = (doubled < settings.LongestRetry ? doubled : settings.LongestRetry) * (0.9 + 0.2 * chance);
        return asked > wait ? asked.Value : wait;
    }
}
