namespace RetailRocket.Pipeline.Landing;

/// <summary>A business date of a source whose rows or rejected lines would change.</summary>
/// <param name="Date">The date.</param>
/// <param name="Rows">Rows of the source on that date after the landing; 0 when they would all be gone.</param>
/// <param name="Rejected">Rejected lines of the source on that date after the landing.</param>
public sealed record PreviewedDate(DateOnly Date, long Rows, long Rejected);
