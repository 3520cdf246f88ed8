using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Pipeline.Runs;

/// <summary>Goes through a run without doing it.</summary>
public sealed class RunRehearsal(RunService runs, SourceLander lander)
{
    /// <summary>What a run would do, from the ledgers and, when a folder is named, its files; changes nothing.</summary>
    /// <param name="sourceFolder">Folder that would be landed first; null for none.</param>
    /// <exception cref="SourceException">The folder or a file of it could not be landed.</exception>
    public async Task<DryRunReport> TellAsync(
        RunRequest request,
        string? sourceFolder,
        LandingOptions landing,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        var (_, state) = await runs.PlanAsync(request, cancellationToken);
        if (sourceFolder is null)
            return DryRunReport.Of(request.Definition, state, request, null);
        var preview = await lander.PreviewAsync(request.Definition, sourceFolder, landing, cancellationToken);
        return DryRunReport.Of(request.Definition, state.After(preview), request, preview);
    }

    /// <summary>Later published dates that are stale once the request's dates have run, ascending.</summary>
    public async Task<IReadOnlyList<DateOnly>> StaleAsync(RunRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (_, state) = await runs.PlanAsync(request, cancellationToken);
        return
        [
            .. DryRunReport
                .Of(request.Definition, state, request, null)
                .Later.Where(date => date.BecomesStale)
                .Select(date => date.Date),
        ];
    }
}
