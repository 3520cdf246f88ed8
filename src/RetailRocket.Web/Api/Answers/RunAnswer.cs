using RetailRocket.Web.Api.Certificates;

namespace RetailRocket.Web.Api.Answers;

/// <summary>One run with what it did.</summary>
public sealed record RunAnswer(
    ApiCertificate? Certificate,
    string Pipeline,
    RunItem Run,
    IReadOnlyList<RunDateItem> Dates,
    IReadOnlyList<RunStepItem> Steps
);
