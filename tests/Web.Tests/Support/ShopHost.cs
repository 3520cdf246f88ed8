using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Explaining;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Quality.Workshop;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Web.Cli;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features;
using RetailRocket.Web.Features.Campaigns;
using RetailRocket.Web.Features.Explain;
using RetailRocket.Web.Features.Quality;
using RetailRocket.Web.Features.Quality.Workshop;
using RetailRocket.Web.Features.Targets;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Tests.Support;

/// <summary>The engine with the query services of a person over one database.</summary>
internal sealed class ShopHost : IAsyncDisposable
{
    private readonly ServiceProvider identity;

    private ShopHost(EngineHost engine, ServiceProvider identity)
    {
        Engine = engine;
        this.identity = identity;
    }

    public EngineHost Engine { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private PipelineCatalog Catalog => Engine.Get<PipelineCatalog>();
    private Audit Audit => new(identity.GetRequiredService<IDbContextFactory<IdentityContext>>(), TimeProvider.System);
    private CertificateReader Certificates => Engine.Get<CertificateReader>();

    /// <summary>Lands files and runs a range.</summary>
    public static async Task<ShopHost> CreateAsync(string source, string from, string to)
    {
        var engine = await EngineHost.CreateAsync();
        await IdentitySchema.MigrateAsync(engine.Warehouse, Token);
        var identity = new ServiceCollection()
            .AddLogging()
            .AddTexts()
            .AddDbContextFactory<IdentityContext>(options => IdentitySchema.Configure(options, engine.Warehouse))
            .BuildServiceProvider();
        await engine.LandAsync(source);
        await engine.RunAsync(from, to);
        return new ShopHost(engine, identity);
    }

    public Task<ViewState> ViewAsync(string from, string to) =>
        new ViewReader(Engine.Warehouse, Catalog).ReadAsync(
            $"http://localhost/?pipeline=retailrocket&from={from}&to={to}",
            Token
        );

    public TargetsQueries Targets(string role = Roles.Marketer) =>
        new(Engine.Warehouse, Catalog, Certificates, KnownPerson.Access(role));

    public VisitorQueries Visitors(string role = Roles.Marketer) =>
        new(Engine.Warehouse, new DrillDown(Engine.Warehouse), Catalog, KnownPerson.Access(role));

    public TargetFiles Files(string role = Roles.Marketer) =>
        new(Engine.Warehouse, Catalog, KnownPerson.Access(role), Audit);

    public CampaignQueries Campaigns(string role = Roles.Marketer) =>
        new(Engine.Warehouse, new DrillDown(Engine.Warehouse), KnownPerson.Access(role));

    public CampaignActions CampaignActions(string role = Roles.Marketer) =>
        new(Engine.Warehouse, KnownPerson.Access(role), Audit, TimeProvider.System);

    public CampaignFiles CampaignFiles(string role = Roles.Marketer) =>
        new(Engine.Warehouse, Campaigns(role), KnownPerson.Access(role), Audit);

    public SuppressionList Suppressed(string role = Roles.Marketer) =>
        new(Engine.Warehouse, KnownPerson.Access(role), Audit, TimeProvider.System);

    public ExplainQueries Explaining(Recomputations recomputations, string role = Roles.Analyst) =>
        new(
            Catalog,
            Engine.Get<Explainer>(),
            Engine.Get<WhatIfReader>(),
            Certificates,
            recomputations,
            KnownPerson.Access(role)
        );

    public QualityQueries Quality(string role = Roles.Quality) =>
        new(Engine.Warehouse, Catalog, KnownPerson.Access(role));

    /// <summary>The workshop, which saves under <paramref name="folder"/>.</summary>
    public WorkshopActions Workshop(string folder, string role = Roles.Quality) =>
        new(
            Engine.Warehouse,
            Catalog,
            Engine.Get<CheckWorkshop>(),
            new CheckProposals(folder),
            new WorkshopSettings(new AppSettings(new ConfigurationBuilder().Build(), folder, EngineHost.ShippedSql)),
            KnownPerson.Access(role),
            Audit,
            identity.GetRequiredService<IStringLocalizer<Text>>(),
            NullLogger<WorkshopActions>.Instance
        );

    public QuarantineQueries Quarantine(string role = Roles.Quality) => new(Engine.Warehouse, KnownPerson.Access(role));

    public DateQueries Dates(string role = Roles.Quality) =>
        new(
            Engine.Warehouse,
            Catalog,
            new RunComparison(new DrillDown(Engine.Warehouse)),
            Certificates,
            KnownPerson.Access(role)
        );

    public async Task<IReadOnlyList<AuditEntry>> AuditEntriesAsync()
    {
        await using var context = await identity
            .GetRequiredService<IDbContextFactory<IdentityContext>>()
            .CreateDbContextAsync(Token);
        return await context.AuditEntries.AsNoTracking().OrderBy(entry => entry.Id).ToListAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await identity.DisposeAsync();
        await Engine.DisposeAsync();
    }
}
