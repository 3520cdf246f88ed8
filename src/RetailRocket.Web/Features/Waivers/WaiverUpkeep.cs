using Npgsql;
using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Features.Waivers;

/// <summary>
/// Closes, at the start and every minute, what waited for a person or stood by a waiver until its time was over. Readers go by
/// the database's clock and need none of this: it is for the history, the audit log and the files. Every app does it, also one
/// that fires no schedules; what another has closed is left alone.
/// </summary>
internal sealed class WaiverUpkeep(WaiverDesk waivers, HeldRuns held, TimeProvider clock, ILogger<WaiverUpkeep> log)
    : BackgroundService
{
    /// <summary>How long files may outlive a waiver.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do await CloseAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The app ends.
        }
    }

    private async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await held.LapseAsync(cancellationToken);
            await waivers.EndDueAsync(cancellationToken);
        }
        catch (Exception error)
            when (error is NpgsqlException or PublishingException or IOException or UnauthorizedAccessException)
        {
            log.LogWarning(error, "Waivers whose time is over could not be closed; it is tried again in a minute");
        }
    }
}
