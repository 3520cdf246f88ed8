namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>A source and the line of pipeline.yml that it starts on.</summary>
internal sealed record DeclaredSource(SourceDefinition Definition, int Line);
