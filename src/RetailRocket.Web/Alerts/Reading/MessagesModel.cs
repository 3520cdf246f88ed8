namespace RetailRocket.Web.Alerts.Reading;

/// <summary>The last messages, newest first.</summary>
public sealed record MessagesModel(IReadOnlyList<MessageRow> Messages);
