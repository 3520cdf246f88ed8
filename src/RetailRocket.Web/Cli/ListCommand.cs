using System.CommandLine;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Web.Cli;

/// <summary><c>pipeline list</c>: the pipelines, read from their folders; needs no database.</summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "The pipelines there are");
        command.SetAction(parsed =>
        {
            var catalog = PipelineCatalog.Open(AppSettings.Read(parsed.GetValue(Options.Data)).SqlFolder);
            var pipelines = catalog
                .Names.Select(catalog.Get)
                .Select(pipeline => new
                {
                    pipeline.Name,
                    Title = pipeline.Title.English,
                    TimeZone = pipeline.TimeZone.Id,
                    pipeline.Cron,
                    Definition = pipeline.Version,
                    Sources = pipeline.Sources.Select(source => source.Name).ToList(),
                    Tables = pipeline
                        .Models.Where(model => model.Layer == ModelLayer.Kpi)
                        .Select(model => model.Table)
                        .ToList(),
                })
                .ToList();
            CommandLine
                .Output(parsed)
                .Write(
                    new { pipelines },
                    writer =>
                    {
                        foreach (var pipeline in pipelines)
                        {
                            writer.WriteLine($"{pipeline.Name}: {pipeline.Title}");
                            writer.WriteLine($"  zone {pipeline.TimeZone}, definition {pipeline.Definition}");
                            writer.WriteLine($"  sources: {string.Join(", ", pipeline.Sources)}");
                            writer.WriteLine($"  publishes: {string.Join(", ", pipeline.Tables)}");
                        }
                    }
                );
            return ExitCode.Done;
        });
        return command;
    }
}
