namespace RetailRocket.Pipeline.Runs.Planning;

/// <summary>A date that a run would give other figures, or another verdict, than it has now.</summary>
public sealed record DueDate(DateOnly Date, DueCause Cause);
