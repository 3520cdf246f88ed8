namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>A source as pipeline.yml writes it.</summary>
internal sealed record DeclaredSource
{
    public required SourceDefinition Definition { get; init; }

    /// <summary>The line of pipeline.yml that it starts on.</summary>
    public required int Line { get; init; }

    /// <summary>It says how rows are dated, rightly or not: a mistake there is not a second one where the dates are used.</summary>
    public required bool IsDated { get; init; }

    /// <summary>Columns whose type is missing or wrong, which is already among the problems.</summary>
    public required IReadOnlySet<string> Untyped { get; init; }
}
