using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Tests.Support;

/// <summary>Certificates for parts that show one.</summary>
internal static class Certificates
{
    /// <summary>Fresh, of run 7, with all checks passed.</summary>
    public static Certificate Of(DateOnly date, Verdict verdict = Verdict.Pass) =>
        new()
        {
            Pipeline = "retailrocket",
            AsOf = date,
            RunId = 7,
            PublishedAt = new DateTime(2015, 6, 17, 0, 10, 0, DateTimeKind.Utc),
            PublishedBy = "schedule",
            DefinitionVersion = "abc",
            Verdict = verdict,
            Passed = 12,
            Checks = 13,
        };
}
