namespace RetailRocket.Pipeline.Runs.Planning;

/// <summary>A published date that a run would not touch but that reads what it replaces.</summary>
/// <param name="Date">The date.</param>
/// <param name="Tables">Its KPI tables that read a replaced date.</param>
/// <param name="BecomesStale">Its source rows are no longer those its figures were made from: it has to be run as well.</param>
public sealed record LaterDate(DateOnly Date, IReadOnlyList<string> Tables, bool BecomesStale);
