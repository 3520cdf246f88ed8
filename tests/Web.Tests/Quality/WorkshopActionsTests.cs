using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Quality.Workshop;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;
using RetailRocket.Web.Cli;
using RetailRocket.Web.Features.Quality;
using RetailRocket.Web.Features.Quality.Workshop;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Quality;

/// <summary>Who may write checks, what is recorded, and how a draft compares with the check it changes.</summary>
public sealed class WorkshopActionsTests : IDisposable
{
    private const string UnknownEvent = "001_domain_checks";

    private readonly TestFolder folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Try_ChangedCheck_IsComparedWithWhatItSaid()
    {
        await using var shop = await ShopAsync();
        var workshop = shop.Workshop(folder.Path);
        var opened = await workshop.OpenAsync("retailrocket", UnknownEvent, CheckPhase.BeforeStaging);
        var view = await shop.ViewAsync("2015-06-01", "2015-06-03");

        var same = await workshop.TryAsync(view, opened.Draft, 3, Token);
        var milder = await workshop.TryAsync(view, opened.Draft with { Severity = CheckSeverity.Warn }, 3, Token);

        Assert.Empty(same.Problems);
        Assert.Equal([EngineHost.Day("2015-06-02")], same.Blocked);
        Assert.Empty(same.Different);
        Assert.Equal(3, same.Judged);
        Assert.Empty(milder.Blocked);
        Assert.Equal([EngineHost.Day("2015-06-02")], milder.Warned);
        Assert.Equal([EngineHost.Day("2015-06-02")], milder.Different);
        var entries = await shop.AuditEntriesAsync();
        Assert.Equal(2, entries.Count(entry => entry.Action == AuditAction.CheckTried));
        Assert.Contains(opened.Draft.Sha256, entries[^1].Details, StringComparison.Ordinal);
        Assert.Equal($"retailrocket {UnknownEvent}", entries[^1].Subject);
    }

    [Fact]
    public async Task Try_BrokenSql_AnswersWithLines()
    {
        await using var shop = await ShopAsync();
        var view = await shop.ViewAsync("2015-06-01", "2015-06-03");
        var draft = new DraftCheck("105_draft", CheckPhase.BeforeStaging, CheckSeverity.Warn, "A draft.", "");

        var read = await shop.Workshop(folder.Path)
            .TryAsync(view, draft with { Sql = "select @from as check_date\nfrom nowhere" }, 3, Token);
        var ran = await shop.Workshop(folder.Path)
            .TryAsync(
                view,
                draft with
                {
                    Sql = "select @from as check_date,\nnot_there\nfrom raw_rr_events",
                },
                3,
                Token
            );

        Assert.Equal(2, Assert.Single(read.Problems).Line);
        Assert.Equal(2, Assert.Single(ran.Problems).Line);
        Assert.Null(ran.Check);
    }

    [Fact]
    public async Task Save_Draft_IsRecordedAndOpensAgain()
    {
        await using var shop = await ShopAsync();
        var workshop = shop.Workshop(folder.Path);
        var opened = await workshop.OpenAsync("retailrocket", UnknownEvent, CheckPhase.BeforeStaging);

        var answer = await workshop.SaveAsync("retailrocket", opened.Draft with { About = "New." }, opened, Token);
        var conflict = await workshop.SaveAsync("retailrocket", opened.Draft with { About = "Late." }, opened, Token);
        var again = await workshop.OpenAsync("retailrocket", UnknownEvent, CheckPhase.BeforeStaging);

        Assert.StartsWith(folder.Path, answer.Saved!.File, StringComparison.Ordinal);
        Assert.Null(conflict.Saved);
        Assert.Contains("since you opened it", Assert.Single(conflict.Problems).Message, StringComparison.Ordinal);
        Assert.Equal("New.", again.Draft.About);
        Assert.Equal([UnknownEvent], again.Proposals);
        var entry = Assert.Single(await shop.AuditEntriesAsync(), entry => entry.Action == AuditAction.CheckProposed);
        Assert.Equal($"{Roles.Quality}-person", entry.Actor);
    }

    [Fact]
    public async Task Save_OfWhatChangedMeanwhile_IsRefusedInTheReadersLanguage()
    {
        await using var shop = await ShopAsync();
        var workshop = shop.Workshop(folder.Path);
        var opened = await workshop.OpenAsync("retailrocket", UnknownEvent, CheckPhase.BeforeStaging);
        await workshop.SaveAsync("retailrocket", opened.Draft with { About = "New." }, opened, Token);
        using var language = new Language("ko-KR");

        var late = await workshop.SaveAsync("retailrocket", opened.Draft with { About = "Late." }, opened, Token);
        var taken = await workshop.SaveAsync("retailrocket", opened.Draft, opened with { Based = null }, Token);

        Assert.Equal(
            $"연 뒤에 다른 사람이 {UnknownEvent}의 제안을 저장했습니다. 다시 열어 고치세요.",
            Assert.Single(late.Problems).Message
        );
        Assert.StartsWith("파이프라인에 검사", Assert.Single(taken.Problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WhereNothingCanBeWritten_SaysSoWithoutThePath()
    {
        await using var shop = await ShopAsync();
        await File.WriteAllTextAsync(
            folder.At("retailrocket"),
            "A file where the folder of proposals should be.",
            Token
        );
        var workshop = shop.Workshop(folder.Path);
        var draft = new DraftCheck(
            "105_draft",
            CheckPhase.BeforeStaging,
            CheckSeverity.Warn,
            "A draft.",
            "select @from as check_date where false"
        );
        var opened = await workshop.OpenAsync("retailrocket", null, CheckPhase.BeforeStaging);

        var answer = await workshop.SaveAsync("retailrocket", draft, opened, Token);

        Assert.Null(answer.Saved);
        var message = Assert.Single(answer.Problems).Message;
        Assert.Contains("could not be written", message, StringComparison.Ordinal);
        Assert.DoesNotContain(folder.Path, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusals_HaveWordsEach()
    {
        await using var services = new ServiceCollection().AddLogging().AddTexts().BuildServiceProvider();
        var words = services.GetRequiredService<IStringLocalizer<Text>>();
        var reasons = Enum.GetNames<ProposalConflict>()
            .Concat(Enum.GetNames<TrialFailure>().Except([nameof(TrialFailure.Sql)]));
        Assert.All(reasons, reason => Assert.False(words[$"Workshop.{reason}"].ResourceNotFound, reason));
    }

    [Theory]
    [InlineData(Roles.Marketer)]
    [InlineData(Roles.Analyst)]
    public async Task Workshop_OtherRoles_AreRefused(string role)
    {
        await using var shop = await ShopAsync();
        var workshop = shop.Workshop(folder.Path, role);
        var view = await shop.ViewAsync("2015-06-01", "2015-06-03");
        var opened = await shop.Workshop(folder.Path).OpenAsync("retailrocket", UnknownEvent, CheckPhase.BeforeStaging);

        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            workshop.OpenAsync("retailrocket", UnknownEvent, CheckPhase.BeforeStaging)
        );
        await Assert.ThrowsAsync<AccessDeniedException>(() => workshop.TryAsync(view, opened.Draft, 3, Token));
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            workshop.SaveAsync("retailrocket", opened.Draft, opened, Token)
        );
        Assert.Empty(await shop.AuditEntriesAsync());
    }

    // A draft shows rows of raw tables and of the quarantine.
    [Fact]
    public void Table_WhoWritesChecks_MayReadSourceLines() =>
        Assert.Empty(AccessTable.RolesOf(Feature.CheckWorkshop).Except(AccessTable.RolesOf(Feature.Quarantine)));

    [Fact]
    public void Settings_FolderAmongThePipelines_IsRefused()
    {
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager();
        configuration["Checks:SaveTo"] = folder.At("sql", "proposals");
        Assert.Throws<WrongUseException>(() =>
            new WorkshopSettings(new AppSettings(configuration, folder.Path, folder.At("sql")))
        );
    }

    [Fact]
    public async Task Statistics_OfEachCheck_CountFailuresAndChanges()
    {
        using var files = new EventFiles()
            .Days("2015-06-01", 6)
            .Event("2015-06-02 12:00:00", 777, "wishlist")
            .Event("2015-06-04 12:00:00", 777, "wishlist")
            .Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-07");

        var model = await shop.Quality()
            .ReadAsync(await shop.ViewAsync("2015-06-05", "2015-06-07"), RunBasis.Latest, Token);

        // 1 pass, 2 fail, 3 pass, 4 fail, 5 and 6 pass, 7 without data; from before the view as well.
        var broken = Assert.Single(model.Statistics, row => row.Check == UnknownEvent);
        Assert.Equal(EngineHost.Day("2015-06-02"), broken.FirstFailure);
        Assert.Equal(EngineHost.Day("2015-06-04"), broken.LastFailure);
        Assert.Equal((2, 2, 4, 6), (broken.DaysSince, broken.Failures, broken.Flaps, broken.Judged));
        var sound = Assert.Single(model.Statistics, row => row.Check == "003_null_checks");
        Assert.Equal((null, null, 0, 0), (sound.FirstFailure, sound.DaysSince, sound.Failures, sound.Flaps));
        Assert.Equal(Verdict.Pass, model.Days[0].Verdict);
    }

    private static async Task<ShopHost> ShopAsync()
    {
        using var files = new EventFiles().Days("2015-06-01", 3).Event("2015-06-02 12:00:00", 777, "wishlist").Write();
        return await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-03");
    }
}
