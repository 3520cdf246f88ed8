using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Localization;

public sealed class PluralTextTests
{
    [Theory]
    [InlineData("en-US", "1", "1 row")]
    [InlineData("en-US", "0", "0 rows")]
    [InlineData("en-US", "1,204", "1,204 rows")]
    [InlineData("ko-KR", "1", "1행")]
    public void Text_AfterANumber_IsSingularForOne(string culture, string number, string expected)
    {
        var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var text = new PluralText(services.GetRequiredService<IStringLocalizerFactory>());
        using var language = new Language(culture);
        Assert.Equal(expected, text["Table.Rows", number].Value);
        if (number == "1")
            Assert.Equal(expected, text["Table.Rows", 1].Value);
    }
}
