namespace RetailRocket.Web.Security;

/// <summary>Makes the first account on the first start.</summary>
internal static class FirstAdmin
{
    public const string Name = "admin";

    /// <returns>The one-time password of the new account; null when there are accounts already.</returns>
    public static async Task<string?> EnsureAsync(People people, Audit audit, CancellationToken cancellationToken)
    {
        if (await people.AnyAsync(cancellationToken))
            return null;
        var password = await people.CreateAsync(Name, [Roles.Admin], cancellationToken);
        await audit.WriteAsync(
            "first start",
            AuditAction.PersonCreated,
            Name,
            new { roles = new[] { Roles.Admin } },
            cancellationToken
        );
        return password;
    }
}
