using System.CommandLine;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Cli;

/// <summary><c>user add</c>, <c>user reset</c>, <c>user list</c>: people, from the terminal of the machine.</summary>
internal static class UserCommand
{
    public static Command Create() => new("user", "People who may sign in") { Add(), Reset(), ListAll() };

    private static Command Add()
    {
        var name = new Argument<string>("EMAIL") { Description = "What the person signs in with" };
        var roles = new Option<string[]>("--role")
        {
            Description = $"What the person may do: {string.Join(", ", Roles.All)}; may be given several times",
            HelpName = "ROLE",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        roles.Validators.Add(result =>
        {
            foreach (var token in result.Tokens.Where(token => !Roles.All.Contains(token.Value)))
                result.AddError($"There is no role '{token.Value}'. There are: {string.Join(", ", Roles.All)}.");
        });
        var command = new Command("add", "Make an account; prints its one-time password") { name, roles };
        command.SetAction(
            (parsed, cancellationToken) =>
                WithPeopleAsync(
                    parsed,
                    async (people, audit, output) =>
                    {
                        var account = parsed.GetValue(name)!;
                        var held = parsed.GetValue(roles)!.Distinct().ToArray();
                        var password = await people.CreateAsync(account, held, cancellationToken);
                        await audit.WriteAsync(
                            PeopleSession.Actor,
                            AuditAction.PersonCreated,
                            account,
                            new { roles = held },
                            cancellationToken
                        );
                        Write(output, account, password);
                    },
                    cancellationToken
                )
        );
        return command;
    }

    private static Command Reset()
    {
        var name = new Argument<string>("EMAIL") { Description = "The account" };
        var command = new Command("reset", "Replace a lost password; prints a one-time one, turns two-factor off")
        {
            name,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                WithPeopleAsync(
                    parsed,
                    async (people, audit, output) =>
                    {
                        var account = parsed.GetValue(name)!;
                        var person =
                            (await people.ListAsync(cancellationToken)).FirstOrDefault(person =>
                                string.Equals(person.Name, account, StringComparison.OrdinalIgnoreCase)
                            )
                            ?? throw new WrongUseException($"There is no account '{account}'. See: ./run.sh user list");
                        var password = await people.ResetAsync(person.Id, cancellationToken);
                        await audit.WriteAsync(
                            PeopleSession.Actor,
                            AuditAction.PasswordReset,
                            person.Name,
                            null,
                            cancellationToken
                        );
                        Write(output, person.Name, password);
                    },
                    cancellationToken
                )
        );
        return command;
    }

    private static Command ListAll()
    {
        var command = new Command("list", "Accounts and their roles");
        command.SetAction(
            (parsed, cancellationToken) =>
                WithPeopleAsync(
                    parsed,
                    async (people, _, output) =>
                    {
                        var all = await people.ListAsync(cancellationToken);
                        output.Write(
                            new { people = all },
                            writer =>
                                TextTable.Write(
                                    writer,
                                    ["account", "roles", "two-factor", "state"],
                                    [
                                        .. all.Select(person =>
                                            (IReadOnlyList<string>)
                                                [
                                                    person.Name,
                                                    string.Join(", ", person.Roles),
                                                    person.TwoFactor ? "on" : "off",
                                                    person.Disabled ? "disabled" : "",
                                                ]
                                        ),
                                    ]
                                )
                        );
                    },
                    cancellationToken
                )
        );
        return command;
    }

    private static void Write(CommandOutput output, string account, string password) =>
        output.Write(
            new { account, password },
            writer =>
            {
                writer.WriteLine($"account   {account}");
                writer.WriteLine($"password  {password}");
                writer.WriteLine("The password is shown once and must be replaced at the first sign-in.");
            }
        );

    private static Task<int> WithPeopleAsync(
        ParseResult parsed,
        Func<People, Audit, CommandOutput, Task> action,
        CancellationToken cancellationToken
    ) =>
        parsed.WithPeopleAsync(
            async (_, services, output) =>
            {
                await action(services.GetRequiredService<People>(), services.GetRequiredService<Audit>(), output);
                return ExitCode.Done;
            },
            cancellationToken
        );
}
