using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;

namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>Sends e-mail by SMTP, plain text, over STARTTLS unless the settings say otherwise.</summary>
internal sealed class MailSender(AlertSettings settings) : IMessageSender
{
    public ChannelKind Kind => ChannelKind.Mail;

    public async Task<DeliveryOutcome> SendAsync(string address, DigestText text, CancellationToken cancellationToken)
    {
        if (settings.SmtpHost is not { } host)
            return new DeliveryOutcome(DeliveryProblem.NotSetUp);
        if (ChannelAddress.Recipients(address) is not { } recipients)
            return new DeliveryOutcome(DeliveryProblem.NotAllowed);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.Patience);
        using var client = new SmtpClient(host, settings.SmtpPort)
        {
            EnableSsl = settings.SmtpUsesTls,
            Credentials = settings.SmtpUser is { } user ? new NetworkCredential(user, settings.SmtpPassword) : null,
        };
        using var mail = Mail(text, recipients);
        try
        {
            // The client looks at the token between its steps; a server that says nothing at all is left by the wait.
            await client.SendMailAsync(mail, patience.Token).WaitAsync(patience.Token);
            return DeliveryOutcome.Delivered;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new DeliveryOutcome(DeliveryProblem.NoAnswer, host);
        }
        catch (SmtpFailedRecipientException error)
        {
            return new DeliveryOutcome(DeliveryProblem.Refused, error.StatusCode.ToString());
        }
        catch (SmtpException error) when (error.StatusCode != SmtpStatusCode.GeneralFailure)
        {
            return new DeliveryOutcome(DeliveryProblem.Refused, error.StatusCode.ToString());
        }
        catch (Exception error) when (error is SmtpException or IOException or SocketException)
        {
            return new DeliveryOutcome(DeliveryProblem.Unreachable, host);
        }
    }

    private MailMessage Mail(DigestText text, IEnumerable<MailAddress> recipients)
    {
        var mail = new MailMessage
        {
            From = new MailAddress(settings.MailFrom, "RetailRocket"),
            Subject = text.Title.ReplaceLineEndings(" "),
            SubjectEncoding = Encoding.UTF8,
            Body = Body(text),
            BodyEncoding = Encoding.UTF8,
        };
        foreach (var recipient in recipients)
            mail.To.Add(recipient);
        // A repeated message has the number of the first, and one about the same incident stands in the same thread.
        mail.Headers.Add("Message-ID", $"<{text.Key}@retailrocket>");
        var threads = text.Lines.Select(line => line.IncidentId).OfType<long>().Distinct().ToList();
        if (threads.Count > 0)
            mail.Headers.Add("References", string.Join(' ', threads.Select(id => $"<incident-{id}@retailrocket>")));
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    private static string Body(DigestText text)
    {
        var body = new StringBuilder();
        foreach (var line in text.Lines)
            body.Append(line.Mark).Append(": ").AppendLine(line.Words).AppendLine();
        if (text.Link is { } link)
            body.Append(text.LinkText).Append(": ").Append(link).AppendLine();
        return body.AppendLine().AppendLine(text.Footer).ToString();
    }
}
