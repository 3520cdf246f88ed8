using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Samples;
using RetailRocket.Web.Cli;

namespace RetailRocket.Web.Serving;

/// <summary>Fills a pipeline that has nothing landed with its sample, so that a newcomer sees figures.</summary>
internal static class Demonstration
{
    public static async Task EnsureAsync(CommandSession session, CancellationToken cancellationToken)
    {
        foreach (var sample in SampleCatalog.All.Where(sample => session.Catalog.Names.Contains(sample.Pipeline)))
        {
            var definition = session.Catalog.Get(sample.Pipeline);
            var dates = await session.Get<PipelineStatusReader>().ReadAsync(definition, null, cancellationToken);
            if (dates.Count == 0)
                await FillAsync(session, definition, sample, cancellationToken);
        }
    }

    private static async Task FillAsync(
        CommandSession session,
        PipelineDefinition definition,
        ISample sample,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.Combine(session.Settings.DataFolder, "samples", sample.Pipeline);
        await Console.Error.WriteLineAsync($"Writing sample data for {sample.Pipeline} into {folder} …");
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        await sample.WriteAsync(folder, new SampleOptions(), null, cancellationToken);
        await LoadCommand.LandAsync(session, definition, folder, force: false, cancellationToken);
        var landed = await session.Get<PipelineStatusReader>().ReadAsync(definition, null, cancellationToken);
        var request = new RunRequest
        {
            Definition = definition,
            Range = new DateRange(landed[0].Date, landed[^1].Date),
            ExportFolder = session.Settings.ExportFolder,
            RequestedBy = "first start",
        };
        var result = await TerminalProgress.ShowAsync(progress =>
            session.Get<RunService>().RunAsync(request, progress, cancellationToken)
        );
        RunView.Write(result, null, session.Settings, Console.Error);
    }
}
