using System.CommandLine;
using System.CommandLine.Invocation;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Explaining;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Samples;
using RetailRocket.Web.Security;
using RetailRocket.Web.Serving;
using RetailRocket.Web.Telemetry;

namespace RetailRocket.Web.Cli;

/// <summary>The commands of DESIGN: every verb, its help, and what its errors come to.</summary>
public static class CommandLine
{
    /// <summary>Runs the command of <paramref name="args"/>; the result is the exit code of the process.</summary>
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var root = new RootCommand("RetailRocket: raw e-commerce files to figures people may act on.")
        {
            PipelineCommands.Create(),
            ExportCommand.Create(),
            SampleCommand.Create(),
            DoctorCommand.Create(),
            UserCommand.Create(),
            WaiverCommand.Create(),
        };
        ServeCommand.AddTo(root);
        root.Options.Add(Options.Data);
        root.Options.Add(Options.Json);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
            return Fail(
                parsed,
                ExitCode.WrongUse,
                string.Join(Environment.NewLine, parsed.Errors.Select(error => error.Message))
                    + $"{Environment.NewLine}See: {HelpOf(parsed)} --help"
            );
        try
        {
            using var telemetry = TelemetryExport.Start();
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false },
                cancellationToken
            );
        }
        catch (Exception error)
            when (error is WrongUseException or UnknownPipelineException or TelemetrySettingException)
        {
            return Fail(parsed, ExitCode.WrongUse, error.Message);
        }
        catch (ExplainException error)
        {
            return Fail(parsed, ExitCodeOf(error.Failure), error.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return Fail(
                parsed,
                ExitCode.Failure,
                "Stopped. Nothing of it was published; what was published before stands."
            );
        }
        catch (Exception error) when (IsExpected(error))
        {
            return Fail(parsed, ExitCode.Failure, error.Message);
        }
        catch (Exception error) when (DatabaseErrors.In(error) is { } cause)
        {
            return Fail(parsed, ExitCode.Failure, DatabaseErrors.Explain(cause));
        }
        catch (Exception error)
        {
            return Fail(
                parsed,
                ExitCode.Failure,
                $"A fault of the program, not of your input; nothing half-done is published. Please report:{Environment.NewLine}{error}"
            );
        }
    }

    /// <summary>Runs an action with a session over the warehouse.</summary>
    internal static async Task<int> WithSessionAsync(
        ParseResult parsed,
        Func<CommandSession, CommandOutput, Task<int>> action,
        CancellationToken cancellationToken
    )
    {
        var settings = AppSettings.Read(parsed.GetValue(Options.Data));
        var catalog = PipelineCatalog.Open(settings.SqlFolder);
        // What is wrong with the pipeline is told before a server is started for it.
        if (parsed.CommandResult.Command.Arguments.Any(argument => argument.Name == Options.PipelineName))
            catalog.Get(parsed.GetValue<string>(Options.PipelineName)!);
        await using var session = await CommandSession.OpenAsync(settings, catalog, cancellationToken);
        return await action(session, Output(parsed));
    }

    internal static CommandOutput Output(ParseResult parsed) => new(parsed.GetValue(Options.Json), Console.Out);

    private static int ExitCodeOf(ExplainFailure failure) =>
        failure switch
        {
            ExplainFailure.Unknown => ExitCode.WrongUse,
            ExplainFailure.NoData => ExitCode.NoData,
            _ => ExitCode.Failure,
        };

    /// <summary>Errors whose message was written for the person at the terminal.</summary>
    private static bool IsExpected(Exception error) =>
        error
            is DefinitionException
                or SourceException
                or SampleException
                or PublishingException
                or PipelineSqlException
                or RunFailedException
                or WarehouseException
                or PersonException
                or IOException
                or UnauthorizedAccessException;

    private static int Fail(ParseResult parsed, int exitCode, string message)
    {
        Console.Error.WriteLine(message);
        if (parsed.Errors.Count == 0 && parsed.GetValue(Options.Json))
            Output(parsed).Write(new { error = message, exitCode }, _ => { });
        return exitCode;
    }

    private static string HelpOf(ParseResult parsed)
    {
        var names = new List<string>();
        for (
            var command = parsed.CommandResult;
            command?.Parent is not null;
            command = command.Parent as System.CommandLine.Parsing.CommandResult
        )
            names.Insert(0, command.Command.Name);
        return string.Join(' ', ["./run.sh", .. names]);
    }
}
