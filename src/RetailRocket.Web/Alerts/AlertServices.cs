using RetailRocket.Pipeline.Database;
using RetailRocket.Web.Alerts.Delivery;
using RetailRocket.Web.Alerts.Incidents;
using RetailRocket.Web.Alerts.Reading;
using RetailRocket.Web.Alerts.Rules;
using RetailRocket.Web.Cli;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Alerts;

/// <summary>Registers rules, incidents and delivery.</summary>
internal static class AlertServices
{
    public static IServiceCollection AddAlerts(
        this IServiceCollection services,
        Warehouse warehouse,
        AppSettings settings
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        var alerts = AlertSettings.Read(settings.Configuration);
        services.AddSingleton(alerts);
        services.AddDbContextFactory<WatchContext>(options => WatchSchema.Configure(options, warehouse));
        services.AddSingleton<IWatch, FigureWatch>();
        services.AddSingleton<IWatch, GateWatch>();
        services.AddSingleton<IWatch, FreshnessWatch>();
        services.AddSingleton<IWatch, FiringWatch>();
        services.AddSingleton<IWatch, RunWatch>();
        services.AddSingleton<SettingsChannels>();
        services.AddSingleton<AlertLook>();
        services.AddSingleton<ChannelSecrets>();
        services.AddSingleton<DigestWords>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<IMessageSender, SlackSender>();
        services.AddSingleton<IMessageSender, MailSender>();
        services.AddScoped<AlertQueries>();
        services.AddScoped<RuleQueries>();
        services.AddScoped<IncidentActions>();
        services.AddScoped<RuleActions>();
        services.AddScoped<ChannelActions>();
        if (!alerts.IsEnabled)
            return services;
        services.AddHostedService<AlertMonitor>();
        services.AddHostedService<DeliveryService>();
        return services;
    }
}
