using Bunit;
using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Parts;

/// <summary>Each age needs a clock of its own, which must be there before the services of <see cref="PartTests"/> are.</summary>
public sealed class TimeAgoTests : BunitContext
{
    public TimeAgoTests() => Services.AddTexts();

    [Theory]
    [InlineData(10, "just now")]
    [InlineData(120, "2 min ago")]
    [InlineData(7200, "2 h ago")]
    [InlineData(259200, "3 d ago")]
    [InlineData(8640000, "2026-01-01")]
    public void TimeAgo_OfAnAge_IsInItsUnit(int seconds, string words)
    {
        var now = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero).AddSeconds(seconds);
        Services.AddSingleton<TimeProvider>(new StoppedClock(now));
        var time = Render<TimeAgo>(parameters =>
            parameters.Add(part => part.At, now.AddSeconds(-seconds)).Add(part => part.Zone, TimeZoneInfo.Utc)
        );
        Assert.Equal(words, time.Find("time").TextContent);
        Assert.Equal("2026-01-01T12:00:00Z", time.Find("time").GetAttribute("datetime"));
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
