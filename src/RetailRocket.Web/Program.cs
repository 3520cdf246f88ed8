using System.Runtime.InteropServices;
using RetailRocket.Web.Cli;

// Not disposed: a second signal may come while the process is ending.
var stop = new CancellationTokenSource();

// The first signal stops the work in an orderly way: runs are closed, the private server is left or stopped.
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CommandLine.RunAsync(args, stop.Token);

/// <summary>The entry point; public so that tests can host the app.</summary>
public partial class Program;
