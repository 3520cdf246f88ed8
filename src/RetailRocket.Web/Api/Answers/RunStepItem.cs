namespace RetailRocket.Web.Api.Answers;

/// <param name="Rows">Rows written, or violating rows found.</param>
public sealed record RunStepItem(
    string Kind,
    string Name,
    DateOnly? From,
    DateOnly? To,
    DateTime StartedAt,
    DateTime FinishedAt,
    long Rows,
    string? Error
);
