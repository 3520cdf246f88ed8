namespace RetailRocket.Pipeline.Quality.Workshop;

/// <summary>The check or its proposal changed since it was opened; nothing was written.</summary>
public sealed class ProposalConflictException(string message) : Exception(message);
