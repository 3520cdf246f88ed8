using System.CommandLine;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Cli;

/// <summary><c>pipeline rollback NAME --date D</c>: publish the run before the present one again.</summary>
internal static class RollBackCommand
{
    public static Command Create()
    {
        var name = Options.Pipeline();
        var date = Options.Date("Business date");
        date.Required = true;
        var command = new Command("rollback", "Point a date back to the run that was published before") { name, date };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandLine.WithSessionAsync(
                    parsed,
                    async (session, output) =>
                    {
                        var definition = session.Catalog.Get(parsed.GetValue(name)!);
                        var day = parsed.GetValue(date)!.Value;
                        var run = await session
                            .Get<Publisher>()
                            .RollBackAsync(definition.Name, day, "command line", cancellationToken);
                        await session
                            .Get<RunService>()
                            .ExportPendingAsync(definition, session.Settings.ExportFolder, cancellationToken);
                        output.Write(
                            new
                            {
                                pipeline = definition.Name,
                                date = day,
                                run,
                            },
                            writer => writer.WriteLine($"{day:yyyy-MM-dd} shows run {run} again.")
                        );
                        return ExitCode.Done;
                    },
                    cancellationToken
                )
        );
        return command;
    }
}
