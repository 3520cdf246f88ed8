namespace RetailRocket.Web.Scheduling;

/// <summary>
/// A firing of a schedule: one row for each moment it was due, whichever instance carried it out and however often it had to
/// be taken up again.
/// </summary>
public sealed class Firing
{
    public long Id { get; init; }
    public required string Pipeline { get; init; }

    /// <summary>The moment it was due; of one by hand, when it was asked for.</summary>
    public DateTimeOffset ScheduledFor { get; init; }

    public bool IsByHand { get; init; }

    /// <summary>Account name, or <c>schedule</c>.</summary>
    public required string RequestedBy { get; init; }

    /// <summary>Firings before this one that did not happen, because no app ran or the schedule was paused; this one makes up for them.</summary>
    public int Missed { get; init; }

    /// <summary>The first of them.</summary>
    public DateTimeOffset? MissedSince { get; init; }

    public FiringState State { get; set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>How often it was begun; more than once when the instance that had begun it died.</summary>
    public int Attempts { get; set; }

    /// <summary>The instance that has it, or had it at the end: machine and process.</summary>
    public required string Instance { get; set; }

    /// <summary>A <see cref="FiringDecision"/> as JSON; null before it decided.</summary>
    public string? Decision { get; set; }

    /// <summary>The runs that it led to, in order.</summary>
    public long[] Runs { get; set; } = [];

    /// <summary>What stopped it, in a sentence; null when nothing did.</summary>
    public string? Error { get; set; }
}
