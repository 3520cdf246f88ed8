using System.Globalization;
using System.Text.RegularExpressions;
using Bunit;
using RetailRocket.Web.Components.Charts;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Parts;

public sealed partial class FunnelBarsTests : PartTests
{
    [Fact]
    public void Draw_StepsOfVeryDifferentSize_KeepsTheLastOneReadable()
    {
        var funnel = Render<FunnelBars>(parameters =>
            parameters
                .Add(part => part.Title, "Funnel")
                .Add(
                    part => part.Steps,
                    [new("View", 1404179), new("Cart", 37722, .0269m, .0269m), new("Purchase", 11719, .0083m, .3107m)]
                )
        );
        var widths = funnel
            .FindAll(".funnel-fill")
            .Select(bar =>
                double.Parse(Width().Match(bar.GetAttribute("style")!).Groups[1].Value, CultureInfo.InvariantCulture)
            )
            .ToList();
        Assert.Equal(100, widths[0]);
        Assert.True(widths[0] > widths[1] && widths[1] > widths[2] && widths[2] > 10);
        Assert.Contains("1,404,179", funnel.Markup, StringComparison.Ordinal);
        Assert.Contains("31.07\u00a0%", funnel.Markup, StringComparison.Ordinal);
        Assert.Contains("26,003", funnel.Markup, StringComparison.Ordinal);
        Assert.Equal(2, funnel.FindAll(".funnel-lost").Count);
    }

    [Fact]
    public void Draw_ALaterStepThatIsLarger_ShowsNoLoss()
    {
        var funnel = Render<FunnelBars>(parameters =>
            parameters
                .Add(part => part.Title, "Funnel")
                .Add(part => part.Steps, [new("Cart", 10), new("Purchase", 12, 1.2m, 1.2m)])
        );
        Assert.Empty(funnel.FindAll(".funnel-lost"));
        Assert.Empty(funnel.FindAll(".funnel-drop"));
    }

    [Fact]
    public void Draw_OnlyZeros_IsDrawn() =>
        Assert.Equal(
            2,
            Render<FunnelBars>(parameters =>
                    parameters
                        .Add(part => part.Title, "Funnel")
                        .Add(part => part.Steps, [new("View", 0), new("Cart", 0)])
                )
                .FindAll(".funnel-fill")
                .Count
        );

    [GeneratedRegex(@"width:([\d.]+)%")]
    private static partial Regex Width();
}
