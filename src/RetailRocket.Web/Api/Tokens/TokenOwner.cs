namespace RetailRocket.Web.Api.Tokens;

/// <summary>The person behind a token, as of now.</summary>
internal sealed record TokenOwner(
    Guid TokenId,
    string Prefix,
    Guid PersonId,
    string Name,
    IReadOnlyList<string> Roles,
    bool MustChangePassword
);
