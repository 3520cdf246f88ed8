namespace RetailRocket.Web.Security;

/// <summary>A change of an account that cannot be made; the message says why and what to do.</summary>
public sealed class PersonException(string message) : Exception(message);
