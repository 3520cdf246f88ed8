namespace RetailRocket.Web.Security;

/// <summary>An account as lists show it.</summary>
public sealed record PersonSummary(
    Guid Id,
    string Name,
    IReadOnlyList<string> Roles,
    bool Disabled,
    bool LockedOut,
    bool TwoFactor,
    bool MustChangePassword,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LastSignInAt
);
