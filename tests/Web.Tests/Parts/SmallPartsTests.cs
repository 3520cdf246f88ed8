using Bunit;
using Microsoft.AspNetCore.Components;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs.Planning;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Parts;

public sealed class SmallPartsTests : PartTests
{
    [Theory]
    [InlineData(Standing.Pass, "pass")]
    [InlineData(Standing.Warn, "warn")]
    [InlineData(Standing.Fail, "fail")]
    [InlineData(Standing.NoData, "no data")]
    [InlineData(Standing.Running, "running")]
    [InlineData(Standing.Stopped, "stopped")]
    public void Badge_OfAStanding_HasPictureAndWord(Standing standing, string word)
    {
        var badge = Render<VerdictBadge>(parameters => parameters.Add(part => part.Standing, standing));
        Assert.Equal(word, badge.Find(".badge-word").TextContent);
        Assert.Single(badge.FindAll("svg"));
    }

    [Fact]
    public void Standing_OfNoVerdict_IsNoDataAndNeverPass()
    {
        Assert.Equal(Standing.NoData, Standings.Of((Verdict?)null));
        Assert.Equal(Standing.NoData, Standings.Of(Verdict.NoData));
        foreach (var status in Enum.GetValues<RunStatus>())
            Assert.Equal(status == RunStatus.Published, Standings.Of(status) == Standing.Pass);
    }

    [Fact]
    public void Certificate_StaleAndWaived_SaysBothAndOpensItsPage()
    {
        var certificate = Certificates.Of(new DateOnly(2015, 6, 16), Verdict.Warn) with
        {
            Stale = new StaleReason(StaleCause.Definition, []),
            Waiver = new CertificateWaiver(
                3,
                "known gap",
                "mina",
                "jun",
                new DateTime(2015, 6, 20, 15, 0, 0, DateTimeKind.Utc),
                ["002_transaction_integrity"]
            ),
        };
        var chip = Render<CertificateChip>(parameters => parameters.Add(part => part.Certificate, certificate));
        Assert.Equal("/certificates/2015-06-16?pipeline=retailrocket&run=7", chip.Find("a").GetAttribute("href"));
        foreach (
            var word in (string[])
                ["12 of 13 checks passed", "definition abc", "other figures", "under a waiver until 2015-06-20"]
        )
            Assert.Contains(word, chip.Find("a").GetAttribute("title"), StringComparison.Ordinal);
        foreach (var word in (string[])["2015-06-16 (Tue)", "warn", "run 7", "stale", "waived"])
            Assert.Contains(word, chip.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Certificate_None_SaysNotPublished() =>
        Assert.Contains(
            "Not published",
            Render<CertificateChip>(parameters => parameters.Add(part => part.Certificate, null)).Markup,
            StringComparison.Ordinal
        );

    [Fact]
    public void Error_WithReference_OffersAnotherTry()
    {
        var tries = 0;
        var state = Render<ErrorState>(parameters =>
            parameters.Add(part => part.Reference, "ABCD-2345").Add(part => part.OnRetry, () => tries++)
        );
        Assert.Contains("ABCD-2345", state.Markup, StringComparison.Ordinal);
        state.Find("button").Click();
        Assert.Equal(1, tries);
    }

    [Theory]
    [InlineData(PageLoadKind.Loading, "skeleton")]
    [InlineData(PageLoadKind.Denied, "state-denied")]
    [InlineData(PageLoadKind.Failed, "state-error")]
    [InlineData(PageLoadKind.Ready, "the page")]
    public void DataView_OfALoad_ShowsItsPicture(PageLoadKind kind, string expected)
    {
        var view = Render<DataView>(parameters =>
            parameters.Add(part => part.Load, new PageLoad(kind)).AddChildContent("<p>the page</p>")
        );
        Assert.Contains(expected, view.Markup, StringComparison.Ordinal);
        Assert.Equal(kind == PageLoadKind.Ready, view.Markup.Contains("the page", StringComparison.Ordinal));
    }

    [Fact]
    public void EmptyStates_OfAllKinds_AreDifferentPictures()
    {
        var pictures = Enum.GetValues<EmptyKind>()
            .Select(kind =>
                Render<EmptyState>(parameters => parameters.Add(part => part.Title, "x").Add(part => part.Kind, kind))
                    .Find("path")
                    .GetAttribute("d")
            )
            .ToList();
        Assert.Equal(pictures.Count, pictures.Distinct().Count());
    }

    [Fact]
    public void Confirm_ThatFails_StaysOpenAndSaysWhy()
    {
        var closed = 0;
        var error = "the last admin";
        var dialog = Render<ConfirmDialog>(parameters =>
            parameters
                .Add(part => part.IsOpen, true)
                .Add(part => part.Title, "Disable?")
                .Add(part => part.ConfirmText, "Disable")
                .Add(part => part.OnConfirm, () => Task.FromResult<string?>(error))
                .Add(part => part.OnClose, EventCallback.Factory.Create(this, () => closed++))
                .AddChildContent("<p>3 dates</p>")
        );
        dialog.FindAll("button")[1].Click();
        Assert.Equal("the last admin", dialog.Find(".form-error").TextContent);
        Assert.Equal(0, closed);
        error = null;
        dialog.FindAll("button")[1].Click();
        Assert.Equal(1, closed);
    }

    [Fact]
    public void Tabs_OfAPage_MarkThePresentOne()
    {
        var tabs = Render<Tabs>(parameters =>
            parameters
                .Add(part => part.Label, "Views")
                .Add(part => part.Items, [new("One", "/one", true), new("Two", "/two", false, 1234)])
        );
        Assert.Equal("One", tabs.Find("[aria-current=page]").TextContent.Trim());
        Assert.Contains("1,234", tabs.Markup, StringComparison.Ordinal);
    }
}
