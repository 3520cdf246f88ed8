using RetailRocket.Samples.RetailRocket;

namespace RetailRocket.Samples;

/// <summary>The samples there are, one a pipeline.</summary>
public static class SampleCatalog
{
    /// <summary>All samples, in the order of their pipelines' names.</summary>
    public static IReadOnlyList<ISample> All { get; } = [new RetailRocketSample()];

    /// <summary>The sample of a pipeline, or null when it has none. Names are compared exactly.</summary>
    public static ISample? Find(string pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        return All.FirstOrDefault(sample => string.Equals(sample.Pipeline, pipeline, StringComparison.Ordinal));
    }
}
