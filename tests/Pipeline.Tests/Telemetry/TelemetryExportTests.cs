using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Telemetry;

/// <summary>The product's command line with a collector, and with a wrong one.</summary>
public sealed class TelemetryExportTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Command_WithACollector_SendsItsTracesAndMetrics()
    {
        using var collector = new Collector();
        using var folder = new TestFolder();
        using var files = new EventFiles().Event("2015-06-16 10:00:00", 1, "view").Write();
        var (exit, error) = await RunAsync(
            collector.Address,
            ["pipeline", "load", "retailrocket", "--source", files.Path, "--data", folder.At("data")]
        );
        Assert.True(exit == 0, error);
        Assert.Contains("landing retailrocket", collector.Received("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("file events", collector.Received("/v1/traces"), StringComparison.Ordinal);
        Assert.Contains("retailrocket.work.duration", collector.Received("/v1/metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Command_WithAnAddressThatIsNone_SaysSoAndDoesNothing()
    {
        using var folder = new TestFolder();
        var (exit, error) = await RunAsync("collector:4317", ["pipeline", "list", "--data", folder.At("data")]);
        Assert.Equal(2, exit);
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.At("data")));
    }

    private static async Task<(int ExitCode, string Error)> RunAsync(string endpoint, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "RetailRocket.Web.dll"));
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
        start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = await process.StandardError.ReadToEndAsync(Token);
        await output;
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, error);
    }

    /// <summary>Takes what is sent to it, and says thanks.</summary>
    private sealed class Collector : IDisposable
    {
        private readonly HttpListener listener;
        private readonly ConcurrentQueue<(string Path, string Text)> received = new();

        public Collector()
        {
            // A free port may be taken between asking and using; then the next one is tried.
            for (var attempt = 0; ; attempt++)
            {
                var port = FreePort();
                var candidate = new HttpListener { Prefixes = { $"http://127.0.0.1:{port}/" } };
                try
                {
                    candidate.Start();
                    listener = candidate;
                    Address = $"http://127.0.0.1:{port}";
                    break;
                }
                catch (HttpListenerException) when (attempt < 5)
                {
                    candidate.Close();
                }
            }
            _ = TakeAsync();
        }

        public string Address { get; }

        /// <summary>Everything sent to a path. The protocol is binary, but names in it are plain.</summary>
        public string Received(string path) =>
            string.Concat(received.Where(request => request.Path == path).Select(request => request.Text));

        public void Dispose() => listener.Close();

        private async Task TakeAsync()
        {
            while (listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await listener.GetContextAsync();
                }
                catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                received.Enqueue((context.Request.Url!.AbsolutePath, Encoding.Latin1.GetString(body.ToArray())));
                context.Response.ContentType = "application/x-protobuf";
                context.Response.Close();
            }
        }

        private static int FreePort()
        {
            using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            return ((IPEndPoint)probe.LocalEndpoint).Port;
        }
    }
}
