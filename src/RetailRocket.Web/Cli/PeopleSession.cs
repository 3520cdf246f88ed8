using System.CommandLine;
using Microsoft.AspNetCore.DataProtection;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Quality;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Features.Runs;
using RetailRocket.Web.Features.Waivers;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Cli;

/// <summary>A session that also knows the people and the audit log, for commands that act in somebody's name.</summary>
internal static class PeopleSession
{
    /// <summary>Who did it, in the audit log, where the terminal names nobody.</summary>
    public const string Actor = "command";

    public static Task<int> WithPeopleAsync(
        this ParseResult parsed,
        Func<CommandSession, IServiceProvider, CommandOutput, Task<int>> action,
        CancellationToken cancellationToken
    ) =>
        CommandLine.WithSessionAsync(
            parsed,
            async (session, output) =>
            {
                var warehouse = session.Get<Warehouse>();
                await IdentitySchema.MigrateAsync(warehouse, cancellationToken);
                await using var services = new ServiceCollection()
                    .AddLogging()
                    .AddDataProtection()
                    .Services.AddPeople(warehouse)
                    .AddSingleton(session.Settings)
                    .AddSingleton(session.Catalog)
                    .AddSingleton(session.Get<HeldRuns>())
                    .AddSingleton(session.Get<WaiverService>())
                    .AddSingleton(session.Get<RunService>())
                    .AddSingleton<RunApprovals>()
                    .AddSingleton<WaiverDesk>()
                    .BuildServiceProvider();
                return await action(session, services, output);
            },
            cancellationToken
        );

    /// <summary>The account that a command acts for.</summary>
    /// <exception cref="WrongUseException">There is no such account, it is disabled, or its roles do not allow it.</exception>
    public static async Task<string> ActorAsync(
        this IServiceProvider services,
        string account,
        Feature feature,
        CancellationToken cancellationToken
    )
    {
        var person =
            (await services.GetRequiredService<People>().ListAsync(cancellationToken)).FirstOrDefault(person =>
                string.Equals(person.Name, account, StringComparison.OrdinalIgnoreCase)
            ) ?? throw new WrongUseException($"There is no account '{account}'. See: ./run.sh user list");
        if (person.Disabled || !AccessTable.Allows(feature, person.Roles))
            throw new WrongUseException(
                $"{person.Name} may not do that: it takes an enabled account with one of the roles {string.Join(", ", AccessTable.RolesOf(feature))}."
            );
        return person.Name;
    }
}
