using Microsoft.AspNetCore.DataProtection;
using RetailRocket.Web.Alerts;
using RetailRocket.Web.Alerts.Delivery;

namespace RetailRocket.Web.Tests.Alerts;

public sealed class AddressTests
{
    private static readonly AlertSettings Settings = new();

    [Theory]
    [InlineData("https://hooks.slack.com/services/T0/B0/x", true)]
    [InlineData("https://HOOKS.slack.com/services/T0/B0/x", true)]
    [InlineData("http://hooks.slack.com/services/T0/B0/x", false)]
    [InlineData("https://hooks.slack.com.example.org/services", false)]
    [InlineData("https://user:word@hooks.slack.com/services", false)]
    [InlineData("https://hooks.slack.com@example.org/services", false)]
    [InlineData("https://169.254.169.254/latest", false)]
    [InlineData("http://127.0.0.1/services", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("not an address", false)]
    public void Webhook_OnlyHttpsAtAnAllowedHost(string address, bool isAllowed) =>
        Assert.Equal(isAllowed, ChannelAddress.Webhook(address, Settings) is not null);

    [Theory]
    [InlineData("http://127.0.0.1:9/x", true)]
    [InlineData("http://10.0.0.1/x", false)]
    [InlineData("https://10.0.0.1/x", true)]
    public void Webhook_HostOfTheSettings_WithoutTlsOnlyAtTheLoopback(string address, bool isAllowed)
    {
        var settings = Settings with { SlackHosts = ["127.0.0.1", "10.0.0.1"] };
        Assert.Equal(isAllowed, ChannelAddress.Webhook(address, settings) is not null);
    }

    [Theory]
    [InlineData("a@example.org", 1)]
    [InlineData("a@example.org, b@example.org; c@example.org", 3)]
    [InlineData("a@example.org, nobody", null)]
    [InlineData("", null)]
    public void Recipients_AllAreAddressesOrNone(string text, int? count) =>
        Assert.Equal(count, ChannelAddress.Recipients(text)?.Count);

    [Theory]
    [InlineData(1, null, 0.5, 30)]
    [InlineData(2, null, 0.5, 60)]
    [InlineData(4, null, 0.0, 216)]
    [InlineData(40, null, 0.5, 1800)]
    [InlineData(1, 120, 0.5, 120)]
    [InlineData(3, 1, 0.5, 120)]
    public void BackOff_DoublesUpToTheLongestAndKeepsWhatWasAsked(
        int attempts,
        int? asked,
        double chance,
        double seconds
    ) =>
        Assert.Equal(
            seconds,
            BackOff
                .After(attempts, asked is { } wait ? TimeSpan.FromSeconds(wait) : null, Settings, chance)
                .TotalSeconds,
            3
        );

    [Fact]
    public void Secrets_OfOtherKeys_AreNotOpened()
    {
        var mine = new ChannelSecrets(new EphemeralDataProtectionProvider());
        var sealedAddress = mine.Seal("https://hooks.slack.com/services/x");
        Assert.DoesNotContain("hooks", sealedAddress, StringComparison.Ordinal);
        Assert.Equal("https://hooks.slack.com/services/x", mine.Open(sealedAddress));
        Assert.Null(new ChannelSecrets(new EphemeralDataProtectionProvider()).Open(sealedAddress));
    }
}
