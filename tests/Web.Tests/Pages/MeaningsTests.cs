using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Pages;

/// <summary>What tables, columns, checks and settings mean, in the reader's language.</summary>
[Collection(OneApp.Name)]
public sealed class MeaningsTests(AppHost host)
{
    [Theory]
    [InlineData("/help", "Sessions with an order.", "주문이 있는 세션 수.")]
    [InlineData("/help", "starts a new session", "새 세션이 시작됩니다")]
    [InlineData(
        "/catalogue",
        "One business date: the funnel from visit to purchase.",
        "업무일 하루. 방문에서 구매까지의"
    )]
    [InlineData("/catalogue/fact_rr_sessions", "Distinct orders bought in the session.", "서로 다른 주문 수.")]
    [InlineData("/quality/002_transaction_integrity", "one order belongs to several visitors", "함께 가진 주문이 있어")]
    [InlineData("/quality/dates/2015-06-09", "one order belongs to several visitors", "함께 가진 주문이 있어")]
    public async Task Page_InEachLanguage_SaysMeaningsInIt(string path, string english, string korean)
    {
        using var browser = await host.SignInAsync(Roles.Admin);
        var inEnglish = await browser.ReadAsync(path);
        await browser.GetAsync("/language/ko");
        var inKorean = await browser.ReadAsync(path);

        Assert.Contains(english, inEnglish, StringComparison.Ordinal);
        Assert.DoesNotContain(korean, inEnglish, StringComparison.Ordinal);
        Assert.Contains(korean, inKorean, StringComparison.Ordinal);
        Assert.DoesNotContain(english, inKorean, StringComparison.Ordinal);
    }
}
