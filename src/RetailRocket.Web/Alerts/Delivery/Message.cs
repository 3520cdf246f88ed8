namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>A digest on its way to a channel. Written together with the digest, sent afterwards.</summary>
public sealed class Message
{
    public long Id { get; init; }
    public int ChannelId { get; init; }

    /// <summary>Null for a test message.</summary>
    public long? DigestId { get; init; }

    public MessageState State { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public int Attempts { get; set; }
    public DateTimeOffset NextAttemptAt { get; set; }

    /// <summary>After it, nobody tries any more.</summary>
    public DateTimeOffset GivesUpAt { get; init; }

    /// <summary>An instance is sending it until then; null when none is.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>That instance.</summary>
    public string? LeasedBy { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Of the last attempt; null when it succeeded or there was none.</summary>
    public DeliveryProblem? Problem { get; set; }

    /// <summary>Status, host, or the other side's own words; never the address.</summary>
    public string? ProblemDetail { get; set; }
}
