using System.CommandLine;
using System.Globalization;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Cli;

/// <summary><c>pipeline load NAME --source DIR</c>: land the files of a folder.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var name = Options.Pipeline();
        var source = new Option<string>("--source")
        {
            Description = "Folder with the source files",
            HelpName = "DIR",
            Required = true,
        };
        var force = new Option<bool>("--force") { Description = "Load files again that are unchanged" };
        var command = new Command("load", "Land the source files of a folder") { name, source, force };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandLine.WithSessionAsync(
                    parsed,
                    async (session, output) =>
                    {
                        var definition = session.Catalog.Get(parsed.GetValue(name)!);
                        var report = await LandAsync(
                            session,
                            definition,
                            parsed.GetValue(source)!,
                            parsed.GetValue(force),
                            cancellationToken
                        );
                        output.Write(
                            new { pipeline = definition.Name, landed = LandingView.Of(report) },
                            writer => LandingView.Write(report, writer)
                        );
                        return ExitCode.Done;
                    },
                    cancellationToken
                )
        );
        return command;
    }

    public static async Task<LandingReport> LandAsync(
        CommandSession session,
        PipelineDefinition definition,
        string folder,
        bool force,
        CancellationToken cancellationToken
    )
    {
        await session.Get<PipelineSchema>().EnsureAsync(definition, cancellationToken);
        return await TerminalProgress.ShowAsync(progress =>
            session
                .Get<SourceLander>()
                .LandAsync(definition, folder, new LandingOptions { Force = force }, progress, cancellationToken)
        );
    }
}
