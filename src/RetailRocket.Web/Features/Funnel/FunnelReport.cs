using System.Text.Json.Serialization;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Features.Funnel;

/// <summary>What the funnel page shows.</summary>
/// <param name="Before">Null when nothing is compared.</param>
/// <param name="Certificates">Of the published dates of the range, ascending.</param>
/// <param name="RunningRun">A run that works on dates of the range at this moment; null for none.</param>
public sealed record FunnelReport(
    FunnelPeriod Now,
    FunnelPeriod? Before,
    CategoryLevel Categories,
    IReadOnlyList<Certificate> Certificates,
    long? RunningRun
)
{
    /// <summary>How many published dates of the range a run now would give other figures for.</summary>
    [JsonIgnore]
    public int Stale => Certificates.Count(certificate => certificate.IsStale);

    /// <summary>What stands behind a date of the range; null when it is not published.</summary>
    public Certificate? CertificateOf(DateOnly date) =>
        Certificates.FirstOrDefault(certificate => certificate.AsOf == date);

    /// <summary>Both ranges count as many dates: else their ratios can be compared, but not their counts.</summary>
    public bool IsAlike => Before is not null && Before.Days.Count == Now.Days.Count;

    /// <summary>Of a pipeline without dates.</summary>
    public static FunnelReport Nothing(DateRange range) =>
        new(new FunnelPeriod(range, [], null), null, new CategoryLevel(null, [], [], null), [], null);
}
