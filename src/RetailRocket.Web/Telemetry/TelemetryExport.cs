using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using RetailRocket.Pipeline.Telemetry;

namespace RetailRocket.Web.Telemetry;

/// <summary>
/// Sends traces and metrics to an OpenTelemetry collector, when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names one; the standard
/// <c>OTEL_…</c> variables say how. Without it nothing listens and nothing is sent.
/// </summary>
public sealed class TelemetryExport : IDisposable
{
    /// <summary>The variable that turns the export on.</summary>
    public const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string ServiceName = "retailrocket";

    /// <summary>What else is told: the web server's requests and the database's commands.</summary>
    private static readonly string[] TraceSources = [PipelineTelemetry.SourceName, "Microsoft.AspNetCore", "Npgsql"];

    private static readonly string[] Meters =
    [
        PipelineTelemetry.SourceName,
        "Microsoft.AspNetCore.Hosting",
        "Microsoft.AspNetCore.Server.Kestrel",
        "Microsoft.AspNetCore.RateLimiting",
        "Microsoft.AspNetCore.Components.Server.Circuits",
        "Npgsql",
        "System.Runtime",
    ];

    private readonly TracerProvider traces;
    private readonly MeterProvider metrics;

    private TelemetryExport(TracerProvider traces, MeterProvider metrics)
    {
        this.traces = traces;
        this.metrics = metrics;
    }

    /// <summary>Starts the export that the environment asks for; null when it asks for none.</summary>
    /// <exception cref="TelemetrySettingException">The endpoint is not an address.</exception>
    public static TelemetryExport? Start()
    {
        var endpoint = Environment.GetEnvironmentVariable(EndpointVariable);
        if (string.IsNullOrWhiteSpace(endpoint))
            return null;
        if (!Uri.TryCreate(endpoint, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            throw new TelemetrySettingException(
                $"{EndpointVariable} is \"{endpoint}\", which is not an address. Nothing was started. Set it to the "
                    + "collector's address, such as http://127.0.0.1:4317, or leave it out to send nothing."
            );
        var resource = ResourceBuilder
            .CreateDefault()
            .AddService(ServiceName, serviceVersion: typeof(TelemetryExport).Assembly.GetName().Version?.ToString())
            .AddEnvironmentVariableDetector();
        return new TelemetryExport(
            Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource(TraceSources)
                .AddOtlpExporter()
                .Build(),
            Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter().Build()
        );
    }

    /// <summary>Sends what is left.</summary>
    public void Dispose()
    {
        traces.Dispose();
        metrics.Dispose();
    }
}
