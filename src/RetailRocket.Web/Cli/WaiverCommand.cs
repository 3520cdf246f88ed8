using System.CommandLine;
using System.Globalization;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Quality;
using RetailRocket.Web.Features.Waivers;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Cli;

/// <summary>
/// <c>waiver ask|approve|refuse|withdraw|list</c>: publish a blocked date for a time, in the names of two persons.
/// </summary>
internal static class WaiverCommand
{
    public static Command Create() =>
        new("waiver", "Blocked dates published for a time on the word of two persons")
        {
            Ask(),
            Decide(
                "approve",
                "Publish under a waiver that somebody else asked for",
                (desk, ask) => desk.ApproveAsync(ask.Definition, ask.Id, ask.By, ask.Stop)
            ),
            Decide(
                "refuse",
                "Say no to a waiver that somebody else asked for",
                (desk, ask) => desk.RefuseAsync(ask.Definition, ask.Id, ask.By, ask.Stop)
            ),
            Decide(
                "withdraw",
                "Take a waiver back; what was published before is seen again",
                (desk, ask) => desk.WithdrawAsync(ask.Definition, ask.Id, ask.By, ask.Stop)
            ),
            ListAll(),
        };

    private sealed record Decision(PipelineDefinition Definition, long Id, string By, CancellationToken Stop);

    private static Command Ask()
    {
        var (name, by) = (Options.Pipeline(), By());
        var date = Options.Date("The blocked business date");
        date.Required = true;
        var reason = new Option<string>("--reason")
        {
            Description = "Why the figures may be used; readers see it",
            HelpName = "TEXT",
            Required = true,
        };
        var until = new Option<string>("--until")
        {
            Description = "Last day in the pipeline's zone, or an instant such as 2026-11-25T18:00:00+09:00",
            HelpName = "WHEN",
            Required = true,
        };
        var command = new Command("ask", "Ask for a waiver of the last run of a date")
        {
            name,
            date,
            reason,
            until,
            by,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                parsed.WithPeopleAsync(
                    async (session, services, output) =>
                    {
                        var definition = session.Catalog.Get(parsed.GetValue(name)!);
                        var ends =
                            WaiverEnd.Of(parsed.GetValue(until), definition.TimeZone)
                            ?? throw new WrongUseException(
                                $"--until: '{parsed.GetValue(until)}' is neither a date such as 2026-11-25 nor an instant such as 2026-11-25T18:00:00+09:00."
                            );
                        var person = await services.ActorAsync(
                            parsed.GetValue(by)!,
                            Feature.QualityWaive,
                            cancellationToken
                        );
                        var waiver = await services
                            .GetRequiredService<WaiverDesk>()
                            .AskAsync(
                                new WaiverRequest(
                                    definition,
                                    parsed.GetValue(date)!.Value,
                                    parsed.GetValue(reason)!,
                                    ends,
                                    person
                                ),
                                cancellationToken
                            );
                        output.Write(
                            new
                            {
                                pipeline = definition.Name,
                                waiver = waiver.Id,
                                waiver.Date,
                                run = waiver.RunId,
                                waiver.Checks,
                                waiver.EndsAt,
                                state = waiver.State,
                            },
                            writer =>
                                writer.WriteLine(
                                    $"Waiver {waiver.Id} for {waiver.Date:yyyy-MM-dd}, run {waiver.RunId}, waits for a second person."
                                )
                        );
                        return ExitCode.Done;
                    },
                    cancellationToken
                )
        );
        return command;
    }

    private static Command Decide(string verb, string about, Func<WaiverDesk, Decision, Task> decide)
    {
        var (name, by) = (Options.Pipeline(), By());
        var id = new Option<long>("--id")
        {
            Description = "Number of the waiver, as waiver list shows it",
            HelpName = "N",
            Required = true,
        };
        var command = new Command(verb, about) { name, id, by };
        command.SetAction(
            (parsed, cancellationToken) =>
                parsed.WithPeopleAsync(
                    async (session, services, output) =>
                    {
                        var definition = session.Catalog.Get(parsed.GetValue(name)!);
                        var person = await services.ActorAsync(
                            parsed.GetValue(by)!,
                            Feature.QualityWaive,
                            cancellationToken
                        );
                        var waiver = parsed.GetValue(id);
                        await decide(
                            services.GetRequiredService<WaiverDesk>(),
                            new Decision(definition, waiver, person, cancellationToken)
                        );
                        var now = (
                            await WaiverList.ReadAsync(
                                session.Get<Warehouse>(),
                                definition.Name,
                                null,
                                cancellationToken
                            )
                        ).Single(row => row.Id == waiver);
                        output.Write(
                            new
                            {
                                pipeline = definition.Name,
                                waiver,
                                now.Date,
                                state = now.State,
                            },
                            writer =>
                                writer.WriteLine($"Waiver {waiver} for {now.Date:yyyy-MM-dd} is {Words.Of(now.State)}.")
                        );
                        return ExitCode.Done;
                    },
                    cancellationToken
                )
        );
        return command;
    }

    private static Command ListAll()
    {
        var name = Options.Pipeline();
        var command = new Command("list", "Every waiver of a pipeline, open ones first") { name };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandLine.WithSessionAsync(
                    parsed,
                    async (session, output) =>
                    {
                        var pipeline = session.Catalog.Get(parsed.GetValue(name)!).Name;
                        var all = await WaiverList.ReadAsync(
                            session.Get<Warehouse>(),
                            pipeline,
                            null,
                            cancellationToken
                        );
                        output.Write(
                            new { pipeline, waivers = all },
                            writer =>
                                TextTable.Write(
                                    writer,
                                    ["waiver", "date", "run", "state", "until", "asked by", "decided by", "reason"],
                                    [.. all.Select(Line)]
                                )
                        );
                        return ExitCode.Done;
                    },
                    cancellationToken
                )
        );
        return command;
    }

    private static IReadOnlyList<string> Line(WaiverRow waiver) =>
        [
            waiver.Id.ToString(CultureInfo.InvariantCulture),
            waiver.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            waiver.RunId.ToString(CultureInfo.InvariantCulture),
            Words.Of(waiver.State),
            waiver.EndsAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture),
            waiver.AskedBy,
            waiver.DecidedBy ?? "",
            waiver.Reason,
        ];

    private static Option<string> By() =>
        new("--by")
        {
            Description = "Account in whose name this is done; its roles count, and asking and deciding take two",
            HelpName = "ACCOUNT",
            Required = true,
        };
}
