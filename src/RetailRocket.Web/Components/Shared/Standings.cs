using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Components.Shared;

/// <summary>From verdicts and run states to <see cref="Standing"/>, and from there to class, picture and word.</summary>
public static class Standings
{
    /// <summary>A verdict; none is no data.</summary>
    public static Standing Of(Verdict? verdict) =>
        verdict switch
        {
            Verdict.Pass => Standing.Pass,
            Verdict.Warn => Standing.Warn,
            Verdict.Fail => Standing.Fail,
            _ => Standing.NoData,
        };

    public static Standing Of(RunStatus status) =>
        status switch
        {
            RunStatus.Running => Standing.Running,
            RunStatus.Published => Standing.Pass,
            RunStatus.Blocked => Standing.Warn,
            RunStatus.NoData => Standing.NoData,
            RunStatus.Failed => Standing.Fail,
            RunStatus.Held => Standing.Warn,
            RunStatus.Cancelled or RunStatus.Interrupted or RunStatus.Rejected or RunStatus.Lapsed => Standing.Stopped,
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    /// <summary>Name of the icon, and suffix of the class.</summary>
    public static string Name(Standing standing) =>
        standing switch
        {
            Standing.Pass => "pass",
            Standing.Warn => "warn",
            Standing.Fail => "fail",
            Standing.NoData => "nodata",
            Standing.Running => "running",
            Standing.Stopped => "stop",
            _ => throw new ArgumentOutOfRangeException(nameof(standing)),
        };

    /// <summary>Key of the word for a verdict.</summary>
    public static string WordKey(Standing standing) =>
        standing switch
        {
            Standing.Pass => "Verdict.Pass",
            Standing.Warn => "Verdict.Warn",
            Standing.Fail => "Verdict.Fail",
            Standing.NoData => "Verdict.NoData",
            Standing.Running => "Verdict.Running",
            Standing.Stopped => "Verdict.Stopped",
            _ => throw new ArgumentOutOfRangeException(nameof(standing)),
        };

    /// <summary>Key of the word for the state of a run.</summary>
    public static string WordKey(RunStatus status) =>
        status switch
        {
            RunStatus.Running => "Run.Running",
            RunStatus.Published => "Run.Published",
            RunStatus.Blocked => "Run.Blocked",
            RunStatus.NoData => "Run.NoData",
            RunStatus.Failed => "Run.Failed",
            RunStatus.Cancelled => "Run.Cancelled",
            RunStatus.Interrupted => "Run.Interrupted",
            RunStatus.Held => "Run.Held",
            RunStatus.Rejected => "Run.Rejected",
            RunStatus.Lapsed => "Run.Lapsed",
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };
}
