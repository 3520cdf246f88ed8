namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>Where digests are sent.</summary>
public sealed class Channel
{
    public int Id { get; init; }
    public ChannelKind Kind { get; init; }

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Language of its messages: <c>ko</c> or <c>en</c>.</summary>
    public required string Language { get; set; }

    /// <summary>Webhook address or recipients, sealed by <see cref="ChannelSecrets"/>; null for what the settings name.</summary>
    public string? SealedAddress { get; set; }

    /// <summary>What may be shown of the address: a host, or how many recipients.</summary>
    public required string Hint { get; set; }

    public bool IsEnabled { get; set; } = true;

    /// <summary>Taken out of use; kept because messages refer to it.</summary>
    public bool IsRemoved { get; set; }
}
