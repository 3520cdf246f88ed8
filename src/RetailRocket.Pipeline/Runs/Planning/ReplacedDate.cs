namespace RetailRocket.Pipeline.Runs.Planning;

/// <summary>A date whose rows a run would replace.</summary>
/// <param name="Date">The date.</param>
/// <param name="Requested">It was asked for; otherwise it is history that the requested dates read.</param>
/// <param name="Tables">The tables whose rows of the date would be replaced, each after what it reads.</param>
public sealed record ReplacedDate(DateOnly Date, bool Requested, IReadOnlyList<string> Tables);
