namespace RetailRocket.Pipeline.Landing;

/// <summary>A source whose rows would change.</summary>
/// <param name="Source">Name of the source.</param>
/// <param name="Dates">Dates that would change, ascending; empty for an undated source.</param>
/// <param name="Undated">The source has no dates: the change concerns every date.</param>
public sealed record PreviewedSource(string Source, IReadOnlyList<PreviewedDate> Dates, bool Undated);
