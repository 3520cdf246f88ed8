using Microsoft.Extensions.Localization;
using RetailRocket.Web.Alerts.Delivery;
using RetailRocket.Web.Alerts.Reading;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Alerts.Words;

/// <summary>Where a message stands, as a sentence.</summary>
public static class MessageWords
{
    /// <param name="zone">That moments are told in.</param>
    public static string Of(MessageRow message, TimeZoneInfo zone, IStringLocalizer<Text> words)
    {
        ArgumentNullException.ThrowIfNull(message);
        ArgumentNullException.ThrowIfNull(words);
        if (message is { State: MessageState.Sent, SentAt: { } at })
            return words["Delivery.Sent", Formats.Instant(at, zone), Formats.Count(message.Attempts)];
        var problem = message.Problem is { } known
            ? words[$"Delivery.Problem.{known}", message.ProblemDetail ?? "–"].Value
            : "";
        if (message.State == MessageState.GivenUp)
            return words["Delivery.GivenUp", Formats.Count(message.Attempts), problem];
        return message.Attempts == 0 || message.NextAttemptAt is not { } next
            ? words["Delivery.First"]
            : words["Delivery.Again", problem, Formats.Instant(next, zone), Formats.Count(message.Attempts)];
    }
}
