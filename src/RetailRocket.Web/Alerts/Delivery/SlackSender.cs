using System.Globalization;
using System.Net;
using System.Text.Json;

namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>Posts to an incoming webhook of Slack, in Block Kit. Redirects are not followed, and only a few hosts are asked.</summary>
internal sealed class SlackSender : IMessageSender, IDisposable
{
    private const int MostLines = 20;
    private const int LongestHeader = 150;
    private const int LongestSection = 2900;
    private const int LongestAnswer = 16 * 1024;

    private readonly AlertSettings settings;
    private readonly TimeProvider clock;
    private readonly HttpClient http;

    public SlackSender(AlertSettings settings, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        this.settings = settings;
        this.clock = clock;
        http = new HttpClient(
            new SocketsHttpHandler
            {
                // Where a webhook points to is what its admin allowed, and nothing that an answer says.
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectTimeout = settings.Patience,
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            }
        )
        {
            Timeout = settings.Patience,
            MaxResponseContentBufferSize = LongestAnswer,
        };
    }

    public ChannelKind Kind => ChannelKind.Slack;

    public async Task<DeliveryOutcome> SendAsync(string address, DigestText text, CancellationToken cancellationToken)
    {
        // Looked at again at every attempt: the settings may have become stricter.
        if (ChannelAddress.Webhook(address, settings) is not { } webhook)
            return new DeliveryOutcome(
                DeliveryProblem.NotAllowed,
                Uri.TryCreate(address, UriKind.Absolute, out var uri) ? uri.Host : null
            );
        try
        {
            using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(Blocks(text)));
            content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
            using var answer = await http.PostAsync(webhook, content, cancellationToken);
            return OutcomeOf(answer);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryOutcome(DeliveryProblem.NoAnswer, webhook.Host);
        }
        catch (HttpRequestException error)
        {
            return new DeliveryOutcome(
                DeliveryProblem.Unreachable,
                $"{webhook.Host}: {error.HttpRequestError.ToString()}"
            );
        }
    }

    public void Dispose() => http.Dispose();

    private DeliveryOutcome OutcomeOf(HttpResponseMessage answer)
    {
        var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        return answer.StatusCode switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => DeliveryOutcome.Delivered,
            HttpStatusCode.TooManyRequests => new(DeliveryProblem.RateLimited, status, RetryAfter(answer)),
            < HttpStatusCode.BadRequest => new(DeliveryProblem.Redirected, status),
            < HttpStatusCode.InternalServerError => new(DeliveryProblem.Refused, status),
            _ => new(DeliveryProblem.ServerError, status, RetryAfter(answer)),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer) =>
        answer.Headers.RetryAfter switch
        {
            { Delta: { } wait } => wait,
            { Date: { } date } => date - clock.GetUtcNow(),
            _ => null,
        };

    /// <summary>The message as Slack takes it: https://api.slack.com/reference/block-kit/blocks.</summary>
    private static object Blocks(DigestText text)
    {
        var lines = text.Lines.Take(MostLines).Select(line => Section($"*{Escape(line.Mark)}*  {Escape(line.Words)}"));
        var rest = text.Lines.Count - MostLines;
        var link = text.Link is { } page ? $"<{page}|{Escape(text.LinkText)}>  ·  " : "";
        return new
        {
            text = text.Title,
            blocks = (object[])
                [
                    new { type = "header", text = new { type = "plain_text", text = Cut(text.Title, LongestHeader) } },
                    .. lines,
                    .. rest > 0 ? [Section($"+{rest}")] : Array.Empty<object>(),
                    new
                    {
                        type = "context",
                        elements = (object[])[new { type = "mrkdwn", text = link + Escape(text.Footer) }],
                    },
                ],
        };
    }

    private static object Section(string words) =>
        new { type = "section", text = new { type = "mrkdwn", text = Cut(words, LongestSection) } };

    // The three characters that mean something to Slack; with them escaped, no text can mention people or hide a link.
    private static string Escape(string words) =>
        words
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Cut(string words, int longest) =>
        words.Length <= longest ? words : words[..(longest - 1)] + "…";
}
