using System.CommandLine;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Cli;

/// <summary><c>pipeline run NAME</c>: land if asked, build, check, publish, export; or say what that would do.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var name = Options.Pipeline();
        var date = Options.Date("One business date");
        var from = Options.From("First business date");
        var to = Options.To("Last business date");
        var source = new Option<string?>("--source")
        {
            Description = "Land the files of this folder first",
            HelpName = "DIR",
        };
        var dryRun = new Option<bool>("--dry-run")
        {
            Description = "Say what would be replaced and made stale; change nothing",
        };
        var force = new Option<bool>("--force")
        {
            Description = "Load unchanged files again and rebuild every date that is read, current or not",
        };
        var workers = new Option<int>("--workers")
        {
            Description = "Statements side by side",
            HelpName = "N",
            DefaultValueFactory = _ => 2,
        };
        workers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 16)
                result.AddError("--workers takes 1 to 16.");
        });
        var command = new Command("run", "Build, check, publish and export dates")
        {
            name,
            date,
            from,
            to,
            source,
            dryRun,
            force,
            workers,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
            {
                var range = DateArguments.Range(parsed.GetValue(date), parsed.GetValue(from), parsed.GetValue(to));
                return CommandLine.WithSessionAsync(
                    parsed,
                    (session, output) =>
                    {
                        var request = new RunRequest
                        {
                            Definition = session.Catalog.Get(parsed.GetValue(name)!),
                            Range = range,
                            Force = parsed.GetValue(force),
                            Workers = parsed.GetValue(workers),
                            ExportFolder = session.Settings.ExportFolder,
                        };
                        return parsed.GetValue(dryRun)
                            ? DryRun.ShowAsync(session, request, parsed.GetValue(source), output, cancellationToken)
                            : RunAsync(session, request, parsed.GetValue(source), output, cancellationToken);
                    },
                    cancellationToken
                );
            }
        );
        return command;
    }

    private static async Task<int> RunAsync(
        CommandSession session,
        RunRequest request,
        string? source,
        CommandOutput output,
        CancellationToken cancellationToken
    )
    {
        LandingReport? landed = source is null
            ? null
            : await LoadCommand.LandAsync(session, request.Definition, source, request.Force, cancellationToken);
        var result = await TerminalProgress.ShowAsync(progress =>
            session.Get<RunService>().RunAsync(request, progress, cancellationToken)
        );
        output.Write(
            RunView.Of(result, landed, session.Settings),
            writer => RunView.Write(result, landed, session.Settings, writer)
        );
        return result.Status switch
        {
            RunStatus.Published => ExitCode.Done,
            RunStatus.Blocked => ExitCode.Blocked,
            _ => ExitCode.NoData,
        };
    }
}
