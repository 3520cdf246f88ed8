namespace RetailRocket.Pipeline.Runs;

/// <summary>A step of a run failed. Nothing of the run was published; what was published before stands.</summary>
public sealed class RunFailedException(long runId, string message, Exception inner) : Exception(message, inner)
{
    public long RunId { get; } = runId;
}
