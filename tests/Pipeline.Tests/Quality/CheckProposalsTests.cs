using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Quality.Workshop;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Quality;

/// <summary>Drafts as files beside the pipeline.</summary>
public sealed class CheckProposalsTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly PipelineDefinition definition = PipelineCatalog.Open(EngineHost.ShippedSql).Get("retailrocket");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private CheckProposals Proposals => new(folder.At("proposals"));

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Save_NewCheck_WritesWhatAReviewerCopies()
    {
        var draft = new DraftCheck(
            "105_draft",
            CheckPhase.BeforeKpi,
            CheckSeverity.Warn,
            "Says \"no\": then\nlook at C:\\data.",
            "select @from as check_date\r\nwhere false"
        );

        var saved = await Proposals.SaveAsync(definition, draft, null, null, Token);

        Assert.Equal(folder.At("proposals", "retailrocket", "90_checks", "before_kpi", "105_draft.sql"), saved.File);
        Assert.Equal("select @from as check_date\nwhere false\n", await File.ReadAllTextAsync(saved.File, Token));
        Assert.Equal(CheckSeverity.Warn, saved.Draft.Severity);
        Assert.Equal("Says \"no\": then look at C:\\data.", saved.Draft.About);
        Assert.Equal("105_draft", Assert.Single(Proposals.All("retailrocket")).Draft.Name);
        Assert.Equal(definition.Version, PipelineCatalog.Open(EngineHost.ShippedSql).Get("retailrocket").Version);
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Save_CopiedIntoTheFolder_IsTheCheckThatWasTried()
    {
        var draft = new DraftCheck(
            "105_draft",
            CheckPhase.BeforeKpi,
            CheckSeverity.Warn,
            "Says \"no\".",
            "select @from as check_date where false"
        );
        var saved = await Proposals.SaveAsync(definition, draft, null, null, Token);

        var files = definition.Files.Select(file =>
            file with
            {
                Sql = file.Sql.Replace("\nchecks:\n", $"\n{saved.Entry}", StringComparison.Ordinal),
            }
        );
        var sql = await File.ReadAllTextAsync(saved.File, Token);
        var copied = PipelineReader
            .Read(definition.Name, files.Append(new SqlText("90_checks/before_kpi/105_draft.sql", sql, "")))
            .Checks.Single(check => check.Name == draft.Name);

        var tried = DraftReader.Read(definition, draft);
        Assert.Equal(
            (tried.Phase, tried.Severity, tried.About, tried.Sql.Sql),
            (copied.Phase, copied.Severity, copied.About, copied.Sql.Sql)
        );
    }

    [Fact]
    public async Task Save_ChangedSinceItWasOpened_IsRefused()
    {
        var check = definition.Checks[0];
        var draft = DraftCheck.Of(check);
        await Assert.ThrowsAsync<ProposalConflictException>(() =>
            Proposals.SaveAsync(definition, draft, null, null, Token)
        );
        await Assert.ThrowsAsync<ProposalConflictException>(() =>
            Proposals.SaveAsync(definition, draft, new string('0', 64), null, Token)
        );
        var first = await Proposals.SaveAsync(definition, draft, check.Sql.Sha256, null, Token);
        // Somebody who opened the check before that save does not write over it; whoever saw it does.
        var other = draft with
        {
            About = "By somebody else.",
        };
        await Assert.ThrowsAsync<ProposalConflictException>(() =>
            Proposals.SaveAsync(definition, other, check.Sql.Sha256, null, Token)
        );
        var second = await Proposals.SaveAsync(definition, other, check.Sql.Sha256, first.Sha256, Token);
        Assert.Equal("By somebody else.", second.Draft.About);
    }

    [Fact]
    public async Task Save_OtherGate_MovesTheFile()
    {
        var draft = new DraftCheck(
            "105_draft",
            CheckPhase.BeforeStaging,
            CheckSeverity.Block,
            "A draft.",
            "select @from as check_date where false"
        );
        var first = await Proposals.SaveAsync(definition, draft, null, null, Token);
        var moved = await Proposals.SaveAsync(
            definition,
            draft with
            {
                Phase = CheckPhase.AfterKpi,
            },
            null,
            first.Sha256,
            Token
        );
        Assert.False(File.Exists(first.File));
        Assert.Equal(CheckPhase.AfterKpi, Proposals.Find("retailrocket", "105_draft")!.Draft.Phase);
        Assert.True(File.Exists(moved.File));
    }

    [Fact]
    public void Find_NameThatLeadsElsewhere_FindsNothing()
    {
        Assert.Null(Proposals.Find("retailrocket", "../../../etc/passwd"));
        Assert.Null(Proposals.Find("../other", "105_draft"));
        Assert.Empty(Proposals.All("../other"));
    }
}
