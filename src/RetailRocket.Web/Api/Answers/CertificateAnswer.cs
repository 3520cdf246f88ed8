using RetailRocket.Web.Api.Certificates;

namespace RetailRocket.Web.Api.Answers;

/// <summary>What stands behind one date, with every check that judged it.</summary>
public sealed record CertificateAnswer(
    ApiCertificate Certificate,
    string Pipeline,
    DateOnly Date,
    IReadOnlyList<CheckItem> Checks
);
