using Bunit;
using Bunit.TestDoubles;
using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Web.Components.Pages.Targets;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features.Targets;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Parts;

public sealed class TargetPartsTests : PartTests
{
    private static readonly DateOnly Date = new(2015, 6, 8);

    private static readonly ViewState View = new()
    {
        Pipeline = "retailrocket",
        From = Date,
        To = Date,
        Dates = [new ViewDate(Date, Verdict.Pass, 1, Verdict.Pass)],
        TimeZone = "Asia/Seoul",
    };

    [Theory]
    [InlineData("39416", true)]
    [InlineData(" 39416 ", true)]
    [InlineData("", false)]
    [InlineData("-1", false)]
    [InlineData("1 or 1=1", false)]
    [InlineData("99999999999", false)]
    public void Question_Number_LeadsToTheVisitorOrSaysWhatIsExpected(string text, bool accepted)
    {
        var question = Render<VisitorQuestion>(parameters => parameters.Add(part => part.View, View));

        question.Find("input").Change(text);
        question.Find("form").Submit();

        var address = Services.GetRequiredService<BunitNavigationManager>().Uri;
        Assert.Equal(accepted, address.Contains("/targets/visitors/39416?", StringComparison.Ordinal));
        Assert.Equal(accepted ? 0 : 1, question.FindAll(".why-refused").Count);
    }

    [Fact]
    public void Tile_Moves_AreAgainstTheDateBefore()
    {
        var tile = Render<SegmentTile>(parameters =>
            parameters
                .Add(part => part.Summary, new SegmentSummary(TargetLists.RepeatBuyers, 1200, 1200, 1000, 250, 950, 50))
                .Add(part => part.Before, Date.AddDays(-2))
                .Add(part => part.History, [1000, 1200])
                .Add(part => part.Href, "/targets")
                .Add(part => part.IsHere, true)
        );

        Assert.Equal("1,200", tile.Find(".tile-value").TextContent);
        Assert.Equal("+20\u00a0%", tile.Find(".tile-change").TextContent.Trim());
        Assert.Matches(@"\+250 joined\s*950 stayed\s*−50 left", tile.Find(".segment-moves").TextContent);
        Assert.Equal("since 2015-06-06 (Sat)", tile.Find(".tile-before").TextContent);
        Assert.Equal("true", tile.Find("a").GetAttribute("aria-current"));
    }

    [Fact]
    public void Download_CutListInCp949_SaysWhatIsMissing()
    {
        var panel = Render<DownloadPanel>(parameters =>
            parameters
                .Add(part => part.View, View)
                .Add(part => part.Segment, TargetLists.RepeatBuyers)
                .Add(part => part.File, File(lost: 3, rows: 5000, cut: 120))
                .Add(part => part.Certificate, Certificates.Of(Date))
                .Add(part => part.Encoding, FileEncoding.Cp949)
                .Add(part => part.MayDownload, true)
        );

        var facts = panel.Find(".download-facts").TextContent;
        Assert.Contains("5,000 · 120 cut by the limit", facts, StringComparison.Ordinal);
        Assert.Contains("3, each replaced by a question mark", facts, StringComparison.Ordinal);
        Assert.Contains("encoding=cp949", panel.Find("a.primary").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Single(panel.FindAll(".certificate"));
    }

    [Fact]
    public void Download_WithoutTheRight_HasNoLink()
    {
        var panel = Render<DownloadPanel>(parameters =>
            parameters
                .Add(part => part.View, View)
                .Add(part => part.Segment, TargetLists.RepeatBuyers)
                .Add(part => part.File, null)
                .Add(part => part.Certificate, Certificates.Of(Date))
                .Add(part => part.Encoding, FileEncoding.Utf8Bom)
                .Add(part => part.MayDownload, false)
        );

        Assert.Empty(panel.FindAll("a[href*='/download/']"));
        Assert.Contains("Downloading needs another role", panel.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true, 1, 1, "All conditions hold on 2015-06-08 (Mon):")]
    [InlineData(true, false, 1, 2, "On the published list of run 1, but the facts now say otherwise")]
    [InlineData(false, true, 1, 1, "the list is cut before this visitor's rank")]
    [InlineData(false, true, 1, 2, "the published list is of run 1, before them")]
    [InlineData(false, true, null, 2, "no list of 2015-06-08 (Mon) is published")]
    [InlineData(false, false, 1, 1, "Not in the segment: 1 of 1 condition does not hold.")]
    public void Answer_ListAndFacts_SayHowTheyAgree(bool listed, bool met, int? published, int facts, string words)
    {
        var answer = new SegmentAnswer(
            TargetLists.RepeatBuyers,
            listed ? 7 : null,
            listed ? "tx_cnt=2" : null,
            [new SegmentCondition(TargetLists.RepeatBuyers, "orders_to_date", met ? 2 : 1, true, 2, met, null)],
            []
        );

        var panel = Render<SegmentAnswerPanel>(parameters =>
            parameters
                .Add(part => part.View, View)
                .Add(part => part.Answer, answer)
                .Add(part => part.Visitor, new VisitorModel(1, Date, published, facts, [answer], []))
        );

        Assert.Contains(words, panel.Find(".answer-sentence").TextContent, StringComparison.Ordinal);
        Assert.Contains(met ? "yes" : "no", panel.Find("tbody .badge").TextContent, StringComparison.Ordinal);
    }

    private static TargetFileCertificate File(long lost, long rows, long cut) =>
        new(
            "list.csv",
            "retailrocket",
            Date,
            "Asia/Seoul",
            TargetLists.RepeatBuyers,
            "cp949",
            rows,
            rows + cut,
            cut,
            lost,
            600_000,
            new string('a', 64),
            1,
            "PASS",
            "abc",
            new DateTimeOffset(2015, 6, 9, 0, 0, 0, TimeSpan.Zero),
            13,
            13,
            true,
            null
        );
}
