namespace RetailRocket.Web.Security;

/// <summary>Somebody did something that others may have to account for. Entries are added, never changed.</summary>
public sealed class AuditEntry
{
    public long Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>User name of who did it; the name of a command or schedule when no person did.</summary>
    public required string Actor { get; init; }

    /// <summary>What was done, such as <c>target.download</c>; see <see cref="AuditAction"/>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to: a user name, a pipeline and date, a file.</summary>
    public required string Subject { get; init; }

    /// <summary>A JSON object with what else explains it; <c>{}</c> when nothing does.</summary>
    public required string Details { get; init; }
}
