namespace RetailRocket.Samples;

/// <summary>A sample could not be written. The message says what happened, where, and what to do.</summary>
public sealed class SampleException : Exception
{
    public SampleException(string message)
        : base(message) { }

    public SampleException(string message, Exception innerException)
        : base(message, innerException) { }
}
