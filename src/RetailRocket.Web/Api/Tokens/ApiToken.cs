namespace RetailRocket.Web.Api.Tokens;

/// <summary>A personal token. The token itself is not kept, only what recognises it.</summary>
public sealed class ApiToken
{
    public Guid Id { get; init; }

    /// <summary>Whose it is; what it may do is what this person may at the moment of use.</summary>
    public Guid PersonId { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Its first characters, by which people tell tokens apart.</summary>
    public required string Prefix { get; init; }

    /// <summary>SHA-256 of its 256 random bits.</summary>
    public required byte[] Hash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>To the minute; null when it was never used.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }
}
