using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Pipeline.Publishing;

/// <summary>The words that files, the terminal and the API use for verdicts.</summary>
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
}
