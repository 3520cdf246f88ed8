using System.Net;
using Radzen;
using RetailRocket.Pipeline;
using RetailRocket.Pipeline.Database;
using RetailRocket.Web.Alerts;
using RetailRocket.Web.Api;
using RetailRocket.Web.Cli;
using RetailRocket.Web.Components;
using RetailRocket.Web.Components.Views;
using RetailRocket.Web.Features;
using RetailRocket.Web.Features.Campaigns;
using RetailRocket.Web.Features.Catalogue;
using RetailRocket.Web.Features.Certificates;
using RetailRocket.Web.Features.Cohorts;
using RetailRocket.Web.Features.Dictionary;
using RetailRocket.Web.Features.Explain;
using RetailRocket.Web.Features.Files;
using RetailRocket.Web.Features.Funnel;
using RetailRocket.Web.Features.Overview;
using RetailRocket.Web.Features.Quality;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Features.Targets;
using RetailRocket.Web.Features.Waivers;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Scheduling;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Serving;

/// <summary>Builds the web app over an open session.</summary>
internal static class WebHost
{
    // What the browser sends back of a page's data when its circuit starts; see DataPage.
    private const int LargestMessage = 512 * 1024;

    /// <param name="port">On 127.0.0.1; 0 takes any free one.</param>
    /// <param name="adjust">Changes the builder before it builds; for tests.</param>
    public static WebApplication Build(CommandSession session, int port, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions
            {
                ApplicationName = typeof(WebHost).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        builder.Configuration.AddConfiguration(session.Settings.Configuration);
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(new StandardErrorLoggerProvider());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // It warns at every start that keys are not encrypted; their folder is readable by its owner alone.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        // It takes every restart for the death of another app.
        builder.Logging.AddFilter("Quartz.Impl.AdoJobStore.ClusterManager", LogLevel.Error);
        // A build folder serves assets from where they lie; a published one has them beside it.
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(session.Settings.Address, port);
        });
        AddServices(builder, session);
        adjust?.Invoke(builder);
        var app = builder.Build();
        UsePipeline(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder, CommandSession session)
    {
        var services = builder.Services;
        var warehouse = session.Get<Warehouse>();
        services.AddSingleton(session.Settings);
        services.AddPipelineEngine(warehouse, session.Catalog);
        services.AddPeople(warehouse);
        services.AddSignIn(Path.Combine(session.Settings.DataFolder, "keys"));
        services.AddApi(builder.Configuration);
        services.AddHttpContextAccessor();
        services.AddTexts();
        services.AddHostFiltering(options => options.AllowedHosts = AllowedHosts(session.Settings));
        services
            .AddRazorComponents()
            .AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        services.AddRadzenComponents();
        services.AddSingleton<FailureLog>();
        services.AddScoped<ViewReader>();
        services.AddScoped<OverviewQueries>();
        services.AddScoped<DictionaryQueries>();
        services.AddScoped<FigureFiles>();
        services.AddScoped<FunnelQueries>();
        services.AddScoped<FunnelDownloads>();
        services.AddExplain();
        services.AddScoped<CohortQueries>();
        services.AddScoped<CohortDownloads>();
        services.AddSingleton<DrillDown>();
        services.AddScoped<CsvDownload>();
        services.AddTargets();
        services.AddCampaigns();
        services.AddQuality();
        services.AddWaivers();
        services.AddScoped<CertificateQueries>();
        services.AddRunFeatures();
        services.AddFileFeatures();
        services.AddCatalogueFeatures();
        services.AddSchedule(warehouse, session.Settings);
        services.AddAlerts(warehouse, session.Settings);
    }

    // Only names that are this machine's, unless told: a foreign name that points here would make foreign pages our origin.
    // An address that others reach has names that only its admin knows.
    private static string[] AllowedHosts(AppSettings settings) =>
        settings.Configuration["AllowedHosts"] is { Length: > 0 } hosts
            ? hosts.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        : IPAddress.IsLoopback(settings.Address) ? ["localhost", "127.0.0.1", "[::1]"]
        : ["*"];

    private static void UsePipeline(WebApplication app)
    {
        app.UseHostFiltering();
        app.UseSecurityHeaders();
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error",
                CreateScopeForErrors = true,
                // The error page records it, under the reference that it shows.
                SuppressDiagnosticsCallback = _ => true,
            }
        );
        app.UseOriginCheck();
        // Who reads a page gets words; who posts or calls gets the bare status.
        app.UseWhen(
            IsPageRead,
            pages => pages.UseStatusCodePagesWithReExecute("/status/{0}", createScopeForStatusCodePages: true)
        );
        app.UseCultures();
        app.UseRouting();
        app.UseApiErrors();
        app.UseAuthentication();
        app.UsePersonScope();
        app.UsePasswordChange();
        app.UseAuthorization();
        app.UseApiLimits();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapApi();
        app.MapLanguage();
        app.MapAccount();
        FunnelDownloads.Map(app);
        CohortDownloads.Map(app);
        app.MapExplainFiles();
        app.MapTargetFiles();
        app.MapCampaignFiles();
        app.MapQualityFiles();
        app.MapRunFiles();
        app.MapSourceFiles();
        app.MapCatalogueFiles();
        app.MapCertificates();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }

    private static bool IsPageRead(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
