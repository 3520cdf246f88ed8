namespace RetailRocket.Pipeline.Database;

/// <summary>
/// The warehouse cannot be used. The message says what happened, where, and what to do; it is meant to be shown as it is.
/// </summary>
public sealed class WarehouseException(string message, Exception? cause = null) : Exception(message, cause);
