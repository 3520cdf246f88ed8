namespace RetailRocket.Web.Cli;

/// <summary>The command was used wrongly; the message says how to use it.</summary>
public sealed class WrongUseException(string message) : Exception(message);
