using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using RetailRocket.Web.Features.Campaigns;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Campaigns;

public sealed class CampaignWordsTests
{
    public static TheoryData<string, CampaignRefusal> Refusals
    {
        get
        {
            var refusals = Enum.GetValues<CampaignRefusal>();
            var data = new TheoryData<string, CampaignRefusal>();
            foreach (var culture in (string[])["en-US", "ko-KR"])
            foreach (var refusal in refusals)
                data.Add(culture, refusal);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Refused_EachReason_HasWordsWithItsLimits(string culture, CampaignRefusal refusal)
    {
        var words = InCulture(culture, text => CampaignWords.Refused(text, refusal));

        Assert.DoesNotContain("Campaign.Refused", words, StringComparison.Ordinal);
        Assert.DoesNotContain('{', words);
    }

    [Theory]
    [InlineData("en-US", "Contacts must be from 1 to 100 and days from 1 to 365.")]
    [InlineData("ko-KR", "발송 횟수는 1~100, 기간은 1~365일이어야 합니다.")]
    public void Refused_Fatigue_NamesBothLimits(string culture, string expected) =>
        Assert.Equal(expected, InCulture(culture, text => CampaignWords.Refused(text, CampaignRefusal.Fatigue)));

    private static string InCulture(string culture, Func<IStringLocalizer<Text>, string> read)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        using var language = new Language(culture);
        return read(new PluralText(services.GetRequiredService<IStringLocalizerFactory>()));
    }
}
