using Quartz;
using RetailRocket.Pipeline.Database;
using RetailRocket.Web.Cli;

namespace RetailRocket.Web.Scheduling;

/// <summary>Hosts the scheduler in the app. Its tables are in the schema <c>quartz</c>, so that a restart forgets nothing.</summary>
public static class ScheduleServices
{
    internal const string SchemaName = "quartz";

    /// <summary>Setting that keeps the app from firing schedules, as for one that only serves pages: <c>false</c>.</summary>
    public const string EnabledSetting = "Schedule:Enabled";

    /// <summary>
    /// Setting of how many seconds pass between two signs of life of an instance. Others take over its firings when one sign
    /// is late by as much again.
    /// </summary>
    public const string CheckinSetting = "Schedule:CheckinSeconds";

    private const double CheckinSeconds = 7.5;

    public static IServiceCollection AddSchedule(
        this IServiceCollection services,
        Warehouse warehouse,
        AppSettings settings
    )
    {
        ArgumentNullException.ThrowIfNull(settings);
        services.AddScoped<ScheduleQueries>();
        services.AddScoped<ScheduleActions>();
        services.AddSingleton<ScheduleState>();
        services.AddSingleton<FiringJournal>();
        if (!settings.Configuration.GetValue(EnabledSetting, true))
            return services;
        var checkin = TimeSpan.FromSeconds(settings.Configuration.GetValue(CheckinSetting, CheckinSeconds));
        // Before the scheduler, which makes its tables but not their schema.
        services.AddHostedService(_ => new ScheduleSchema(warehouse));
        services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(source => source.DataSourceFactory = _ => warehouse.Owner);
                store.UseSystemTextJsonSerializer();
                store.ProvisionSchema();
                store.ConfigureStore(options => options.TablePrefix = $"{SchemaName}.qrtz_");
                // Two apps over one database: a firing is one app's, and the other takes over when that one dies.
                store.UseClustering(cluster =>
                {
                    cluster.CheckinInterval = checkin;
                    cluster.CheckinMisfireThreshold = checkin;
                });
            });
        });
        services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
        services.AddHostedService<ScheduleSync>();
        return services;
    }
}
