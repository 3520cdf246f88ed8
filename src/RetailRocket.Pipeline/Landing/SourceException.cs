namespace RetailRocket.Pipeline.Landing;

/// <summary>A source folder or file that cannot be loaded. The message names it, says what is wrong and what to do.</summary>
public sealed class SourceException : Exception
{
    public SourceException(string message)
        : base(message) { }

    public SourceException(string message, Exception inner)
        : base(message, inner) { }
}
