using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;
using RetailRocket.Web.Cli;
using RetailRocket.Web.Security;
using RetailRocket.Web.Serving;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Tests.Support;

/// <summary>The whole app over a database of its own, serving on a free port, with an account for each role.</summary>
public sealed class AppHost : IAsyncLifetime
{
    public const string Password = "a password for tests";

    private readonly TestFolder folder = new();
    private readonly EditedPipelines pipelines = new();
    private readonly IReadOnlyDictionary<string, string?> settings;
    private TestDatabase database = null!;
    private CommandSession session = null!;

    public AppHost()
        : this(new Dictionary<string, string?> { ["Alerts:Enabled"] = "false" }) { }

    /// <param name="settings">Of the app, beside its connections.</param>
    internal AppHost(IReadOnlyDictionary<string, string?> settings)
    {
        this.settings = settings;
        pipelines.Edit("0 0 9 * * ?", Cron);
    }

    /// <summary>
    /// Hour in Seoul of the daily schedule, half a day away: tests that run over the shipped hour would find the date run that
    /// they left waiting.
    /// </summary>
    public int ScheduledHour { get; } = (DateTime.UtcNow.Hour + 9 + 12) % 24;

    public string Cron => string.Create(CultureInfo.InvariantCulture, $"0 0 {ScheduledHour} * * ?");

    public WebApplication App { get; private set; } = null!;
    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var template = await TestServer.TemplateAsync("web", PrepareAsync);
        database = await TestDatabase.CreateAsync(template);
        session = await OpenAsync(database);
        // Sessions are checked at every request instead of every minute, so that tests need not wait.
        App = WebHost.Build(
            session,
            0,
            builder =>
                builder.Services.Configure<SecurityStampValidatorOptions>(options =>
                    options.ValidationInterval = TimeSpan.Zero
                )
        );
        await App.StartAsync();
        Address = new Uri(App.Urls.First());
        foreach (var role in Roles.All)
            await AddAsync(role, role);
    }

    public async ValueTask DisposeAsync()
    {
        // As the command does: what runs in the background asks the app's services until it has ended.
        await App.StopAsync();
        await App.DisposeAsync();
        await session.DisposeAsync();
        await database.DisposeAsync();
        pipelines.Dispose();
        folder.Dispose();
    }

    public T Get<T>()
        where T : notnull => App.Services.GetRequiredService<T>();

    /// <summary>An account with <see cref="Password"/> as its own password.</summary>
    public async Task AddAsync(string name, params string[] roles)
    {
        await Get<People>().CreateAsync(name, roles, CancellationToken.None);
        await ChangeAsync(
            name,
            async (manager, person) =>
            {
                person.MustChangePassword = false;
                await manager.RemovePasswordAsync(person);
                await manager.AddPasswordAsync(person, Password);
            }
        );
    }

    /// <summary>Changes an account behind the pages' back.</summary>
    public async Task ChangeAsync(string name, Func<UserManager<Person>, Person, Task> change)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var manager = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        await change(manager, (await manager.FindByNameAsync(name))!);
    }

    /// <summary>A browser without cookies that does not follow redirects.</summary>
    public Browser Browse() => new(Address);

    /// <summary>A browser that has signed in.</summary>
    public async Task<Browser> SignInAsync(string name)
    {
        var browser = Browse();
        var answer = await browser.SignInAsync(name, Password);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return browser;
    }

    private static async Task PrepareAsync(Warehouse warehouse)
    {
        await OperationsSchema.MigrateAsync(warehouse, CancellationToken.None);
        await IdentitySchema.MigrateAsync(warehouse, CancellationToken.None);
        await WatchSchema.MigrateAsync(warehouse, CancellationToken.None);
    }

    private async Task<CommandSession> OpenAsync(TestDatabase own)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["ConnectionStrings:Warehouse"] = own.ConnectionString(DatabaseRole.Owner),
                    ["ConnectionStrings:WarehouseRunner"] = own.ConnectionString(DatabaseRole.Runner),
                    ["ConnectionStrings:WarehouseReader"] = own.ConnectionString(DatabaseRole.Reader),
                    ["ConnectionStrings:WarehouseChecker"] = own.ConnectionString(DatabaseRole.Checker),
                }
            )
            .AddInMemoryCollection(settings)
            .Build();
        var opening = new AppSettings(configuration, folder.Path, pipelines.Path);
        var catalog = PipelineCatalog.Open(opening.SqlFolder);
        var opened = await CommandSession.OpenAsync(opening, catalog, CancellationToken.None);
        await FillAsync(opened);
        return opened;
    }

    // Four dates: two that publish, one that is held back, one that landed and was not run.
    private static async Task FillAsync(CommandSession opened)
    {
        var definition = opened.Catalog.Get("retailrocket");
        await opened.Get<PipelineSchema>().EnsureAsync(definition, CancellationToken.None);
        using var files = new EventFiles();
        foreach (var day in (string[])["2015-06-01", "2015-06-08", "2015-06-09", "2015-06-10"])
            files
                .Event($"{day} 10:00:00", 1, "view")
                .Event($"{day} 10:01:00", 1, "addtocart")
                .Event($"{day} 10:02:00", 1, "transaction", transaction: day == "2015-06-09" ? "" : day[^2..])
                .Event($"{day} 11:00:00", 2, "view");
        files.Write();
        await opened
            .Get<SourceLander>()
            .LandAsync(definition, files.Path, new LandingOptions(), null, CancellationToken.None);
        var request = new RunRequest
        {
            Definition = definition,
            Range = new DateRange(new DateOnly(2015, 6, 1), new DateOnly(2015, 6, 9)),
            RequestedBy = "tests",
        };
        await opened.Get<RunService>().RunAsync(request, null, CancellationToken.None);
    }
}
