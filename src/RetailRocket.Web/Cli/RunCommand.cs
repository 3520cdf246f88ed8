using System.CommandLine;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Features;
using RetailRocket.Web.Features.Quality;

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
        var ripple = new Option<bool>("--ripple")
        {
            Description = "Run as well the later published dates that become stale",
        };
        var hold = new Option<bool>("--hold")
        {
            Description = "Compute and check, and publish nothing before: pipeline approve NAME --run N",
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
            ripple,
            hold,
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
                            Hold = parsed.GetValue(hold),
                            ExportFolder = session.Settings.ExportFolder,
                        };
                        return parsed.GetValue(dryRun)
                            ? DryRun.ShowAsync(session, request, parsed.GetValue(source), output, cancellationToken)
                            : RunAsync(
                                session,
                                request,
                                parsed.GetValue(source),
                                parsed.GetValue(ripple),
                                output,
                                cancellationToken
                            );
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
        bool ripple,
        CommandOutput output,
        CancellationToken cancellationToken
    )
    {
        LandingReport? landed = source is null
            ? null
            : await LoadCommand.LandAsync(session, request.Definition, source, request.Force, cancellationToken);
        await session.Get<PipelineSchema>().EnsureAsync(request.Definition, cancellationToken);
        var stale = await session.Get<RunRehearsal>().StaleAsync(request, cancellationToken);
        var later = await session.Get<DueDates>().RangesAsync(request.Definition, stale, cancellationToken);
        if (later.Count > 0)
            await Console.Error.WriteLineAsync(
                ripple
                    ? $"Later published dates become stale and are run as well: {string.Join(", ", later)}."
                    : $"Later published dates become stale: {string.Join(", ", later)}. --ripple runs them as well."
            );
        var result = await RunAsync(session, request, cancellationToken);
        var rippled = new List<RunResult>();
        foreach (var range in ripple && result.RunId != 0 ? later : [])
            rippled.Add(await RunAsync(session, request with { Range = range }, cancellationToken));
        var difference =
            result.Status == RunStatus.Held ? await DifferenceAsync(session, result, cancellationToken) : null;
        output.Write(
            RunView.Of(result, landed, session.Settings, stale, rippled, difference),
            writer =>
            {
                RunView.Write(result, landed, session.Settings, writer);
                foreach (var more in rippled)
                    RunView.Write(more, null, session.Settings, writer);
                if (difference is not null)
                    RunView.Write(difference, result, writer);
            }
        );
        return rippled.Select(CodeOf).Prepend(CodeOf(result)).Max();
    }

    private static Task<RunResult> RunAsync(
        CommandSession session,
        RunRequest request,
        CancellationToken cancellationToken
    ) =>
        TerminalProgress.ShowAsync(progress =>
            session.Get<RunService>().RunAsync(request, progress, cancellationToken)
        );

    private static Task<RunDifference> DifferenceAsync(
        CommandSession session,
        RunResult result,
        CancellationToken cancellationToken
    )
    {
        var figures = new DrillDown(session.Get<Warehouse>());
        return new RunDifferences(figures, new RunComparison(figures)).ReadAsync(
            result.Plan.Definition,
            result.RunId,
            [.. result.Dates.Where(date => date.Verdict is Verdict.Pass or Verdict.Warn).Select(date => date.Date)],
            cancellationToken
        );
    }

    private static int CodeOf(RunResult result) =>
        result.Status switch
        {
            RunStatus.Published => ExitCode.Done,
            RunStatus.Blocked => ExitCode.Blocked,
            RunStatus.Held => ExitCode.Waits,
            _ => ExitCode.NoData,
        };
}
