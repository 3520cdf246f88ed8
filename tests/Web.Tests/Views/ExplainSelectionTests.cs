using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Features.Explain;

namespace RetailRocket.Web.Tests.Views;

public sealed class ExplainSelectionTests
{
    private static readonly ExplainDefinition Explain = new()
    {
        Table = "kpi",
        Metrics = [new("first", "a", "b"), new("second", "c", "d")],
        Dimensions = [new("hour", new SqlText("", "", "")), new("visit", new SqlText("", "", ""))],
        Segments = "visit",
        Repairs = [],
        WhatIfs = [],
    };

    [Theory]
    // As few whole weeks before as keep the ranges apart.
    [InlineData("2015-06-16", "2015-06-16", "", "2015-06-09", "2015-06-09")]
    [InlineData("2015-06-10", "2015-06-16", "", "2015-06-03", "2015-06-09")]
    [InlineData("2015-06-09", "2015-06-16", "", "2015-05-26", "2015-06-02")]
    [InlineData("2015-06-15", "2015-06-16", "previous", "2015-06-13", "2015-06-14")]
    [InlineData("2015-06-15", "2015-06-16", "4w", "2015-05-18", "2015-05-19")]
    [InlineData("0001-01-02", "0001-01-02", "", "0001-01-01", "0001-01-01")]
    public void Before_OfARange_IsTheComparisonThatWasChosen(
        string from,
        string to,
        string compare,
        string beforeFrom,
        string beforeTo
    )
    {
        var selection = Of(("compare", compare));

        Assert.Equal(Range(beforeFrom, beforeTo), selection.Before(Range(from, to)));
    }

    [Fact]
    public void Of_UnknownWords_BecomesTheFirstChoices()
    {
        var selection = Of(("metric", "third"), ("by", "planet"), ("before_from", "yesterday"), ("held_back", "yes"));

        Assert.Equal(("first", "visit", false), (selection.Metric, selection.Dimension, selection.WithHeldBack));
        Assert.Equal(ExplainComparison.SameWeekdays, selection.Comparison);
    }

    [Fact]
    public void Words_OfASelection_ReadBackToIt()
    {
        var selection = Of(
            ("metric", "second"),
            ("by", "hour"),
            ("before_from", "2015-06-05"),
            ("before_to", "2015-06-01"),
            ("held_back", "1")
        );

        Assert.Equal(Range("2015-06-01", "2015-06-05"), selection.Before(Range("2015-06-16", "2015-06-16")));
        Assert.Equal(selection, Of([.. selection.Words]));
    }

    private static ExplainSelection Of(params (string Name, string? Value)[] words) =>
        ExplainSelection.Of(Explain, name => words.FirstOrDefault(word => word.Name == name).Value);

    private static DateRange Range(string from, string to) =>
        new(DateOnly.ParseExact(from, "yyyy-MM-dd"), DateOnly.ParseExact(to, "yyyy-MM-dd"));
}
