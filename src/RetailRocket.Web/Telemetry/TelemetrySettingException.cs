namespace RetailRocket.Web.Telemetry;

/// <summary>A setting of the telemetry export cannot be used; the message says which and what to do.</summary>
public sealed class TelemetrySettingException(string message) : Exception(message);
