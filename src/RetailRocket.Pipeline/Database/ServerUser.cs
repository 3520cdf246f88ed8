namespace RetailRocket.Pipeline.Database;

/// <summary>
/// The operating system account that the private server runs as: this process's own, or another one when this process
/// is root.
/// </summary>
internal sealed class ServerUser
{
    private readonly string? other;
    private readonly string? setprivGroup;

    /// <param name="other">The account, or null for this process's own.</param>
    /// <param name="setprivGroup">The account's group when setpriv switches to it; null when su does.</param>
    private ServerUser(string? other, string? setprivGroup) => (this.other, this.setprivGroup) = (other, setprivGroup);

    public string Name => other ?? Environment.UserName;

    /// <exception cref="WarehouseException">This process is root and the account does not exist.</exception>
    public static async Task<ServerUser> ChooseAsync(string account, CancellationToken ct)
    {
        if (!Environment.IsPrivilegedProcess)
            return new ServerUser(null, null);
        var group = await CommandLine.RunAsync("id", ["-gn", account], null, ct);
        if (!group.Succeeded)
            throw new WarehouseException(
                $"PostgreSQL does not run as root, and there is no account \"{account}\" to run it as.\n"
                    + "What to do: start the app as an ordinary user, or create the account (installing PostgreSQL "
                    + $"does), for example: useradd --system {account}"
            );
        // setpriv of util-linux becomes the program; where it is missing or another one, su is there.
        var direct = new ServerUser(account, group.Output);
        try
        {
            if ((await direct.RunAsync("/bin/sh", ["-c", "exit 0"], null, ct)).Succeeded)
                return direct;
        }
        catch (WarehouseException)
        {
            // Not installed.
        }
        return new ServerUser(account, null);
    }

    /// <summary>Runs a program as the server's account.</summary>
    public Task<CommandResult> RunAsync(
        string program,
        IReadOnlyList<string> arguments,
        string? input,
        CancellationToken ct
    )
    {
        if (other is null)
            return CommandLine.RunAsync(program, arguments, input, ct);
        return setprivGroup is not null
            ? CommandLine.RunAsync(
                "setpriv",
                [$"--reuid={other}", $"--regid={setprivGroup}", "--init-groups", "--reset-env", program, .. arguments],
                input,
                ct
            )
            : CommandLine.RunAsync(
                "su",
                [
                    "-s",
                    "/bin/sh",
                    other,
                    "-c",
                    "exec " + string.Join(' ', arguments.Prepend(program).Select(ShellQuote)),
                ],
                input,
                ct
            );
    }

    /// <summary>Makes a folder that belongs to the account and that nobody else can enter.</summary>
    public async Task MakeFolderAsync(string path, CancellationToken ct)
    {
        OwnerOnly.MakeFolder(path);
        if (other is not null)
            await RequireAsync("chown", await CommandLine.RunAsync("chown", [$"{other}:", path], null, ct), path);
    }

    /// <summary>Whether the account may enter the folder: every folder above it lets the account through.</summary>
    public async Task<bool> CanEnterAsync(string folder, CancellationToken ct) =>
        other is null || (await RunAsync("/bin/sh", ["-c", "test -x \"$0\" && cd \"$0\"", folder], null, ct)).Succeeded;

    /// <summary>Whether the folder belongs to the account.</summary>
    public async Task<bool> OwnsAsync(string folder, CancellationToken ct) =>
        (await RunAsync("/bin/sh", ["-c", "test -O \"$0\"", folder], null, ct)).Succeeded;

    /// <summary>Writes a file that the account owns and only it can read.</summary>
    public async Task WriteAsync(string path, string text, CancellationToken ct) =>
        await RequireAsync(
            "write",
            await RunAsync("/bin/sh", ["-c", "umask 077 && cat > \"$0\"", path], text, ct),
            path
        );

    private static Task RequireAsync(string action, CommandResult result, string path) =>
        result.Succeeded
            ? Task.CompletedTask
            : Task.FromException(new IOException($"Could not {action} {path}: {result.Output}"));

    private static string ShellQuote(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
}
