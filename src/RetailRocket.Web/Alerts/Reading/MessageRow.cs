using RetailRocket.Web.Alerts.Delivery;

namespace RetailRocket.Web.Alerts.Reading;

/// <summary>A message and where it stands.</summary>
/// <param name="DigestRun">The run that it tells of; null when none.</param>
/// <param name="IsTest">Somebody asked for it to try the channel.</param>
/// <param name="NextAttemptAt">Null when there is none to come.</param>
public sealed record MessageRow(
    long Id,
    string Channel,
    ChannelKind Kind,
    long? DigestRun,
    bool IsTest,
    MessageState State,
    DateTimeOffset CreatedAt,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? SentAt,
    DeliveryProblem? Problem,
    string? ProblemDetail
);
