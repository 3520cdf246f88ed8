using System.Globalization;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Localization;

public sealed class FormatsTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1404179, "1,404,179")]
    [InlineData(-12345, "-12,345")]
    public void Count_Number_IsGrouped(long value, string expected) => Assert.Equal(expected, Formats.Count(value));

    [Theory]
    [InlineData("0.0241", "2.41 %")]
    [InlineData("1.25", "125.00 %")]
    [InlineData("0", "0.00 %")]
    public void Rate_Share_HasTwoDecimals(string share, string expected) =>
        Assert.Equal(expected, Plain(Formats.Rate(Number(share))));

    [Theory]
    [InlineData("-0.007", "-0.70 pp")]
    [InlineData("0.0006", "+0.06 pp")]
    [InlineData("0", "0.00 pp")]
    public void Points_Difference_HasItsSign(string difference, string expected) =>
        Assert.Equal(expected, Plain(Formats.Points(Number(difference))));

    [Theory]
    [InlineData("-0.29166", "-29 %")]
    [InlineData("0.032", "+3.2 %")]
    [InlineData("12.5", "+1,250 %")]
    [InlineData("0", "0.0 %")]
    public void Relative_Change_HasItsSign(string change, string expected) =>
        Assert.Equal(expected, Plain(Formats.Relative(Number(change))));

    [Theory]
    [InlineData(0.0123, "12 ms")]
    [InlineData(1.24, "1.2 s")]
    [InlineData(59.94, "59.9 s")]
    [InlineData(59.97, "1 m 00 s")]
    [InlineData(3599.8, "1 h 00 m")]
    [InlineData(60, "1 m 00 s")]
    [InlineData(184, "3 m 04 s")]
    [InlineData(7500, "2 h 05 m")]
    public void Duration_Time_HasTwoUnitsAtMost(double seconds, string expected) =>
        Assert.Equal(expected, Plain(Formats.Duration(TimeSpan.FromSeconds(seconds))));

    [Theory]
    [InlineData("en-US", "2015-06-16 (Tue)")]
    [InlineData("ko-KR", "2015-06-16 (화)")]
    public void Date_InALanguage_HasItsWeekday(string culture, string expected)
    {
        using var other = new Language(culture);
        Assert.Equal(expected, Formats.Date(new DateOnly(2015, 6, 16)));
    }

    [Fact]
    public void Change_OfRates_IsInPoints() =>
        Assert.Equal("-0.70 pp", Plain(Formats.Change(.017m, .024m, FigureKind.Rate)));

    [Fact]
    public void Change_OfCounts_IsRelative() => Assert.Equal("-29 %", Plain(Formats.Change(71, 100, FigureKind.Count)));

    [Fact]
    public void Change_FromZero_IsNone() => Assert.Equal(Formats.None, Formats.Change(5, 0, FigureKind.Count));

    [Fact]
    public void Figure_WithoutValue_IsNoneAndNotZero()
    {
        foreach (var kind in Enum.GetValues<FigureKind>())
            Assert.Equal(Formats.None, Formats.Figure(null, kind));
    }

    [Theory]
    [InlineData(999, "999 B")]
    [InlineData(12_345_678, "12.3 MB")]
    public void Bytes_Size_IsInThousands(long bytes, string expected) =>
        Assert.Equal(expected, Plain(Formats.Bytes(bytes)));

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    // A number and its unit are held together by a space that does not break.
    private static string Plain(string text) => text.Replace('\u00a0', ' ');
}
