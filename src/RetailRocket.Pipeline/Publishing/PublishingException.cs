namespace RetailRocket.Pipeline.Publishing;

/// <summary>Something about publications or exports that the person who asked can act on.</summary>
public sealed class PublishingException(string message) : Exception(message);
