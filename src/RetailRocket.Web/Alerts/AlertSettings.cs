using System.Globalization;
using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Configuration;
using RetailRocket.Web.Cli;

namespace RetailRocket.Web.Alerts;

/// <summary>The section <c>Alerts</c> of the settings; see appsettings.Example.json.</summary>
public sealed record AlertSettings
{
    /// <summary>False: this app neither looks nor sends.</summary>
    public bool IsEnabled { get; init; } = true;

    /// <summary>How often the rules look.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often messages that wait are looked for.</summary>
    public TimeSpan SendEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Wait after the first failure; doubled after each further one.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>From the making of a message to its last attempt.</summary>
    public TimeSpan GiveUpAfter { get; init; } = TimeSpan.FromHours(24);

    /// <summary>For connecting and for the answer, of a webhook and of a mail server.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Hosts that webhooks may be at. One that is this machine's loopback may be reached without TLS.</summary>
    public IReadOnlyList<string> SlackHosts { get; init; } = ["hooks.slack.com", "hooks.slack-gov.com"];

    /// <summary>A webhook of the settings; null when there is none.</summary>
    public string? SlackWebhook { get; init; }

    /// <summary>Mail server; null when there is none.</summary>
    public string? SmtpHost { get; init; }

    public int SmtpPort { get; init; } = 587;
    public string? SmtpUser { get; init; }
    public string? SmtpPassword { get; init; }

    /// <summary>Sign-in and message only over TLS (STARTTLS).</summary>
    public bool SmtpUsesTls { get; init; } = true;

    /// <summary>Sender.</summary>
    public string MailFrom { get; init; } = "retailrocket@localhost";

    /// <summary>Recipients of the settings; null when they name none.</summary>
    public string? MailTo { get; init; }

    /// <summary>Address of the pages, for links in messages; null for none.</summary>
    public Uri? PublicAddress { get; init; }

    /// <exception cref="WrongUseException">A setting is wrong; the message says which and how to write it.</exception>
    public static AlertSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var normal = new AlertSettings();
        var section = configuration.GetSection("Alerts");
        var settings = new AlertSettings
        {
            IsEnabled = section.GetValue("Enabled", true),
            LookEvery = Seconds("LookEverySeconds", normal.LookEvery),
            SendEvery = Seconds("SendEverySeconds", normal.SendEvery),
            FirstRetry = Seconds("FirstRetrySeconds", normal.FirstRetry),
            LongestRetry = Seconds("LongestRetrySeconds", normal.LongestRetry),
            GiveUpAfter = Seconds("GiveUpAfterSeconds", normal.GiveUpAfter),
            Patience = Seconds("PatienceSeconds", normal.Patience),
            SlackHosts = Given("Slack:Hosts")?.Split(';', StringSplitOptions.TrimEntries) ?? normal.SlackHosts,
            SlackWebhook = Given("Slack:Webhook"),
            SmtpHost = Given("Smtp:Host"),
            SmtpPort = section.GetValue("Smtp:Port", normal.SmtpPort),
            SmtpUser = Given("Smtp:User"),
            SmtpPassword = Given("Smtp:Password"),
            SmtpUsesTls = section.GetValue("Smtp:Tls", true),
            MailFrom = Given("Smtp:From") ?? normal.MailFrom,
            MailTo = Given("Smtp:To"),
            PublicAddress = Address(configuration["Web:PublicAddress"]),
        };
        if (!MailAddress.TryCreate(settings.MailFrom, out _))
            throw new WrongUseException(
                $"The setting Alerts:Smtp:From is '{settings.MailFrom}', which is no e-mail address."
            );
        if (settings is { SmtpUser: not null, SmtpUsesTls: false, SmtpHost: { } host } && !IsLoopback(host))
            throw new WrongUseException(
                "The settings Alerts:Smtp:User and Alerts:Smtp:Tls=false together would send a password in the clear to "
                    + $"{host}. Leave Alerts:Smtp:Tls out, or use a server that needs no sign-in."
            );
        return settings;

        string? Given(string name) => section[name] is { Length: > 0 } value ? value : null;

        TimeSpan Seconds(string name, TimeSpan otherwise)
        {
            if (Given(name) is not { } text)
                return otherwise;
            return
                double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0
                ? TimeSpan.FromSeconds(seconds)
                : throw new WrongUseException(
                    $"The setting Alerts:{name} is '{text}'; write a number of seconds above 0."
                );
        }
    }

    /// <summary>Whether a host is this machine talking to itself.</summary>
    internal static bool IsLoopback(string host) =>
        host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static Uri? Address(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new WrongUseException(
                $"The setting Web:PublicAddress is '{text}'; write the address of the pages, such as https://figures.example.org."
            );
    }
}
