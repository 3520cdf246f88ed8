namespace RetailRocket.Web.Features.Targets;

/// <summary>An event of a visitor, with the line of the source file that it came from.</summary>
public sealed record VisitorEvent(
    DateTimeOffset At,
    string? Type,
    int? ItemId,
    long? TransactionId,
    string? SessionId,
    string? File,
    int Line
);
