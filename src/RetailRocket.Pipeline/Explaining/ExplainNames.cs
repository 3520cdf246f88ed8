using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Explaining;

/// <summary>Finds what a request names.</summary>
internal static class ExplainNames
{
    /// <exception cref="ExplainException">The pipeline explains nothing, or has no such metric or dimension.</exception>
    public static (RatioDefinition Metric, DimensionDefinition Dimension) Resolve(ExplainRequest request)
    {
        var explain = Of(request.Definition);
        var metric =
            explain.Metrics.FirstOrDefault(metric => metric.Name == request.Metric)
            ?? throw Unknown("metric", request.Metric, [.. explain.Metrics.Select(metric => metric.Name)]);
        var name = request.Dimension ?? explain.Segments;
        var dimension =
            explain.Dimensions.FirstOrDefault(dimension => dimension.Name == name)
            ?? throw Unknown("dimension", name, [.. explain.Dimensions.Select(dimension => dimension.Name)]);
        return (metric, dimension);
    }

    /// <exception cref="ExplainException">The pipeline explains nothing.</exception>
    public static ExplainDefinition Of(PipelineDefinition definition) =>
        definition.Explain
        ?? throw new ExplainException(
            ExplainFailure.Unknown,
            $"Pipeline {definition.Name} explains nothing: its pipeline.yml has no explain: section."
        );

    private static ExplainException Unknown(string kind, string name, IReadOnlyList<string> names) =>
        new(
            ExplainFailure.Unknown,
            $"There is no {kind} \"{name}\"{NearestName.Question(name, names)} Known: {string.Join(", ", names)}."
        );
}
