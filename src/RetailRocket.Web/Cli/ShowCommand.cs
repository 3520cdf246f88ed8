using System.CommandLine;
using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Cli;

/// <summary><c>pipeline show NAME TABLE</c>: published rows as CSV.</summary>
internal static class ShowCommand
{
    public static Command Create()
    {
        var name = Options.Pipeline();
        var table = new Argument<string>("TABLE") { Description = "A published table, as pipeline list shows it" };
        var date = Options.Date("One business date (default: every published date)");
        var command = new Command("show", "Published rows as CSV on standard output") { name, table, date };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandLine.WithSessionAsync(
                    parsed,
                    async (session, _) =>
                    {
                        await using var output = Console.OpenStandardOutput();
                        var rows = await session
                            .Get<PublishedReader>()
                            .WriteCsvAsync(
                                session.Catalog.Get(parsed.GetValue(name)!),
                                parsed.GetValue(table)!,
                                parsed.GetValue(date),
                                output,
                                null,
                                null,
                                cancellationToken
                            );
                        return rows > 0 ? ExitCode.Done : ExitCode.NoData;
                    },
                    cancellationToken
                )
        );
        return command;
    }
}
