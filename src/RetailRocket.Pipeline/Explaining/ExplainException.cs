namespace RetailRocket.Pipeline.Explaining;

/// <summary>Why something cannot be explained.</summary>
public enum ExplainFailure
{
    /// <summary>The pipeline has no such metric, dimension or what-if, or explains nothing.</summary>
    Unknown,

    /// <summary>Nothing is published for a range.</summary>
    NoData,

    /// <summary>It took too long, or an earlier definition cannot be computed any more.</summary>
    NotComputed,
}

/// <summary>Something cannot be explained; the message says why, and what can.</summary>
public sealed class ExplainException(ExplainFailure failure, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public ExplainFailure Failure => failure;
}
