using System.CommandLine;
using RetailRocket.Web.Features.Runs;

namespace RetailRocket.Web.Cli;

/// <summary><c>pipeline approve NAME --run N</c> and <c>pipeline reject NAME --run N</c>: decide on a run that waits.</summary>
internal static class ApprovalCommands
{
    public static Command Approve()
    {
        var (name, run) = (Options.Pipeline(), Run());
        var command = new Command("approve", "Publish a run that waits for approval") { name, run };
        command.SetAction(
            (parsed, cancellationToken) =>
                parsed.WithPeopleAsync(
                    async (session, services, output) =>
                    {
                        var definition = session.Catalog.Get(parsed.GetValue(name)!);
                        var id = parsed.GetValue(run);
                        var approval = await services
                            .GetRequiredService<RunApprovals>()
                            .ApproveAsync(definition, id, PeopleSession.Actor, cancellationToken);
                        output.Write(
                            new
                            {
                                pipeline = definition.Name,
                                run = id,
                                published = approval.Published,
                                superseded = approval.Superseded,
                            },
                            writer =>
                            {
                                writer.WriteLine($"Run {id}: {approval.Published.Count} dates published.");
                                foreach (var date in approval.Superseded)
                                    writer.WriteLine(
                                        $"{date:yyyy-MM-dd} stays as it is: a newer run was published for it meanwhile."
                                    );
                            }
                        );
                        return ExitCode.Done;
                    },
                    cancellationToken
                )
        );
        return command;
    }

    public static Command Reject()
    {
        var (name, run) = (Options.Pipeline(), Run());
        var command = new Command("reject", "Decide against a run that waits for approval") { name, run };
        command.SetAction(
            (parsed, cancellationToken) =>
                parsed.WithPeopleAsync(
                    async (session, services, output) =>
                    {
                        var definition = session.Catalog.Get(parsed.GetValue(name)!);
                        var id = parsed.GetValue(run);
                        await services
                            .GetRequiredService<RunApprovals>()
                            .RejectAsync(definition, id, PeopleSession.Actor, cancellationToken);
                        output.Write(
                            new
                            {
                                pipeline = definition.Name,
                                run = id,
                                rejected = true,
                            },
                            writer => writer.WriteLine($"Run {id} is rejected; what was published stays.")
                        );
                        return ExitCode.Done;
                    },
                    cancellationToken
                )
        );
        return command;
    }

    private static Option<long> Run() =>
        new("--run")
        {
            Description = "Number of the run, as pipeline status shows it",
            HelpName = "N",
            Required = true,
        };
}
