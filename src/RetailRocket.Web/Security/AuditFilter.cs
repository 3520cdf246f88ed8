namespace RetailRocket.Web.Security;

/// <summary>Which entries of the audit log; null or empty parts do not filter.</summary>
/// <param name="From">First day, in UTC.</param>
/// <param name="To">Last day, in UTC.</param>
public sealed record AuditFilter(string? Actor, string? Action, string? Subject, DateOnly? From, DateOnly? To)
{
    public static AuditFilter None { get; } = new(null, null, null, null, null);

    public bool IsEmpty => this == None;
}
