using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>The words that files, the terminal and the API use for verdicts and staleness.</summary>
public static class Words
{
    public static string Of(Verdict verdict) =>
        verdict switch
        {
            Verdict.NoData => "NO DATA",
            Verdict.Pass => "PASS",
            Verdict.Warn => "WARN",
            Verdict.Fail => "FAIL",
            _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
        };

    /// <summary>Where a waiver stands, as a part of a sentence.</summary>
    public static string Of(WaiverState state) =>
        state switch
        {
            WaiverState.Asked => "waiting for a second person",
            WaiverState.Approved => "approved",
            WaiverState.Refused => "refused",
            WaiverState.Withdrawn => "withdrawn",
            WaiverState.Ended => "ended",
            WaiverState.Superseded => "superseded by a newer run",
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    /// <summary>Why figures are stale, as a part of a sentence.</summary>
    public static string Of(StaleReason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.Cause == StaleCause.Definition
            ? "the definition of a figure changed"
            : $"source rows changed that {string.Join(", ", reason.Tables)} read";
    }
}
