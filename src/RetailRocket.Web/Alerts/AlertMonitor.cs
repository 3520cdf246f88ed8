using Npgsql;

namespace RetailRocket.Web.Alerts;

/// <summary>Lets the rules look again and again.</summary>
internal sealed class AlertMonitor(
    AlertLook look,
    AlertSettings settings,
    TimeProvider clock,
    ILogger<AlertMonitor> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The first look waits too: right after a start the scheduler still makes up for what was missed.
        using var timer = new PeriodicTimer(settings.LookEvery, clock);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await timer.WaitForNextTickAsync(stoppingToken);
                await look.RunAsync(stoppingToken);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The database may be restarting; the next look sees what this one missed.
                log.LogWarning(
                    error,
                    "The alert rules could not look{Cause}",
                    error is NpgsqlException ? ": the database does not answer" : ""
                );
            }
        }
    }
}
