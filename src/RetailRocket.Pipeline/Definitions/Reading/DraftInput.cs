namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>A table that a model or check reads, and the place that says so.</summary>
internal sealed record DraftInput(string Table, string Path, int Line);
