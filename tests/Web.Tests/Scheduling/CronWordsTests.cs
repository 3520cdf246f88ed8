using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Scheduling;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Scheduling;

public sealed class CronWordsTests : PartTests
{
    private IStringLocalizer<Text> Words => Services.GetRequiredService<IStringLocalizer<Text>>();

    [Theory]
    [InlineData("0 0 9 * * ?", "Every day at 09:00")]
    [InlineData("0 30 6 ? * *", "Every day at 06:30")]
    [InlineData("0 0 9 ? * MON-FRI", "Monday to Friday at 09:00")]
    [InlineData("0 15 7 ? * MON", "Every Monday at 07:15")]
    [InlineData("0 0 4 1 * ?", "On day 1 of every month at 04:00")]
    [InlineData("0 0/15 * * * ?", "Every 15 minutes")]
    [InlineData("0 5 * * * ?", "Every hour, 5 minutes past")]
    [InlineData("0 0 0/6 * * ?", "Every 6 hours")]
    public void Of_UsualShape_IsAPhrase(string cron, string phrase)
    {
        using var culture = new Language("en-US");
        Assert.Equal(phrase, CronWords.Of(cron, Words));
    }

    [Theory]
    [InlineData("30 0 9 * * ?")]
    [InlineData("0 0 9-17 * * ?")]
    [InlineData("0 0 9 ? 6 MON#2")]
    [InlineData("0 0 9 ? * 0")]
    public void Of_OtherShape_IsTheExpressionItself(string cron) => Assert.Equal(cron, CronWords.Of(cron, Words));

    [Fact]
    public void Of_InKorean_IsKorean()
    {
        using var culture = new Language("ko-KR");
        Assert.Equal("매주 월요일 09:00", CronWords.Of("0 0 9 ? * 2", Words));
    }
}
