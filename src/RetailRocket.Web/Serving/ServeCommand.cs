using System.CommandLine;
using System.Globalization;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Samples;
using RetailRocket.Web.Cli;
using RetailRocket.Web.Security;
using RetailRocket.Web.Watch;

namespace RetailRocket.Web.Serving;

/// <summary>No verb: open the warehouse, make the demonstration data the first time, and serve the pages.</summary>
internal static class ServeCommand
{
    public const int DefaultPort = 5080;

    public static void AddTo(RootCommand root)
    {
        var port = new Option<int>("--port")
        {
            Description = "Port on 127.0.0.1",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultPort,
        };
        port.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 65535)
                result.AddError("--port takes 0 to 65535; 0 takes any free one.");
        });
        var noSample = new Option<bool>("--no-sample") { Description = "Start empty, without demonstration data" };
        root.Options.Add(port);
        root.Options.Add(noSample);
        root.SetAction(
            async (parsed, cancellationToken) =>
            {
                var settings = AppSettings.Read(parsed.GetValue(Options.Data));
                await using var session = await CommandSession.OpenAsync(
                    settings,
                    PipelineCatalog.Open(settings.SqlFolder),
                    cancellationToken
                );
                await IdentitySchema.MigrateAsync(session.Get<Warehouse>(), cancellationToken);
                await WatchSchema.MigrateAsync(session.Get<Warehouse>(), cancellationToken);
                await CloseOrphansAsync(session, cancellationToken);
                if (!parsed.GetValue(noSample))
                    await Demonstration.EnsureAsync(session, cancellationToken);
                await using var app = WebHost.Build(session, parsed.GetValue(port));
                await app.StartAsync(cancellationToken);
                try
                {
                    var address = app.Urls.First();
                    // Not to be interrupted: an account whose password nobody was told would lock everybody out.
                    await TellFirstAdminAsync(app, address, CancellationToken.None);
                    await Console.Error.WriteLineAsync($"Serving {address} (Ctrl+C stops it)");
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
                {
                    // Somebody stopped it, which is how serving ends.
                }
                finally
                {
                    await app.StopAsync(CancellationToken.None);
                }
                return ExitCode.Done;
            }
        );
    }

    /// <summary>The first start makes an account; its password is told here, once, and kept nowhere.</summary>
    private static async Task TellFirstAdminAsync(
        WebApplication app,
        string address,
        CancellationToken cancellationToken
    )
    {
        var password = await FirstAdmin.EnsureAsync(
            app.Services.GetRequiredService<People>(),
            app.Services.GetRequiredService<Audit>(),
            cancellationToken
        );
        if (password is null)
            return;
        await Console.Error.WriteLineAsync(
            $"""

            Sign in at  {address}
            account     {FirstAdmin.Name}
            password    {password}
            This password is shown once and must be replaced at the first sign-in.

            """
        );
    }

    /// <summary>What a crash left: runs that died, files that a publication still lacks.</summary>
    private static async Task CloseOrphansAsync(CommandSession session, CancellationToken cancellationToken)
    {
        foreach (var name in session.Catalog.Names)
        {
            var definition = session.Catalog.Get(name);
            await session.Get<PipelineSchema>().EnsureAsync(definition, cancellationToken);
            foreach (var run in await session.Get<RunRecovery>().RecoverAsync(definition, cancellationToken))
                await Console.Error.WriteLineAsync(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Run {run} of {name} had been interrupted; it is closed, and nothing of it was published."
                    )
                );
            await session
                .Get<RunService>()
                .ExportPendingAsync(definition, session.Settings.ExportFolder, cancellationToken);
        }
    }
}
