using System.Runtime.InteropServices;
using RetailRocket.Benchmarks;

// Not disposed: a second signal may come while the process is ending.
var stop = new CancellationTokenSource();

// The first signal stops the app that is measured, and its server with it.
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}

using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await BenchmarkCommand.RunAsync(args, stop.Token);
