using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using RetailRocket.Pipeline.Landing;
using RetailRocket.Pipeline.Telemetry;
using RetailRocket.Pipeline.Tests.Engine;

namespace RetailRocket.Pipeline.Tests.Telemetry;

/// <summary>What a landing and a run tell to whoever listens.</summary>
public sealed class PipelineTelemetryTests
{
    [Fact]
    public async Task LandingAndRun_Observed_TellTheirPartsWithoutAnyValueOfARow()
    {
        // Other tests run at the same time: only what happens below this activity is of this one.
        using var root = new Activity("test").Start();
        using var spans = new SpanListener(root.TraceId);
        using var measures = new MeasureListener();
        await using var host = await EngineHost.CreateAsync();
        using var files = new EventFiles()
            .Event("2015-06-16 10:00:00", 4711, "view")
            .Event("2015-06-16 10:01:00", 4711, "addtocart")
            .Event("2015-06-16 10:02:00", 4711, "transaction", transaction: "8151")
            .Write();
        await host.LandAsync(files.Path);
        var result = await host.RunAsync("2015-06-16");

        var run = Assert.Single(spans.Ended, span => Tag(span, "retailrocket.kind") is "run");
        Assert.Equal("run retailrocket", run.DisplayName);
        Assert.Equal(result.RunId, Tag(run, "retailrocket.run"));
        Assert.Equal("2015-06-16", Tag(run, "retailrocket.from"));
        Assert.Equal("published", Tag(run, "retailrocket.outcome"));
        var steps = spans.Ended.Where(span => span.ParentSpanId == run.SpanId).ToList();
        Assert.Equal(
            host.Definition.Checks.Select(check => check.Name).Order(StringComparer.Ordinal),
            steps
                .Where(step => Tag(step, "retailrocket.kind") is "check")
                .Select(step => (string)Tag(step, "retailrocket.name")!)
                .Order(StringComparer.Ordinal)
        );
        var funnel = Assert.Single(steps, step => Tag(step, "retailrocket.name") is "mart_rr_funnel_daily");
        Assert.Equal(1L, Tag(funnel, "retailrocket.rows"));
        var file = Assert.Single(
            spans.Ended,
            span => Tag(span, "retailrocket.kind") is "file" && Tag(span, "retailrocket.name") is "events"
        );
        Assert.Equal(3L, Tag(file, "retailrocket.rows"));
        Assert.All(
            spans.Ended.SelectMany(span => span.TagObjects),
            tag => Assert.DoesNotContain("4711", $"{tag.Value}", StringComparison.Ordinal)
        );
        Assert.True(measures.Durations.ContainsKey("run retailrocket published"));
        Assert.True(measures.Durations.ContainsKey("check 001_domain_checks ok"));
    }

    [Fact]
    public async Task Landing_ThatFails_SaysSoWithoutTheWords()
    {
        using var root = new Activity("test").Start();
        using var spans = new SpanListener(root.TraceId);
        await using var host = await EngineHost.CreateAsync();
        await Assert.ThrowsAsync<SourceException>(() => host.LandAsync("/no/such/folder/4711"));
        var landing = Assert.Single(spans.Ended, span => Tag(span, "retailrocket.kind") is "landing");
        Assert.Equal(ActivityStatusCode.Error, landing.Status);
        Assert.Null(landing.StatusDescription);
        Assert.Equal("failed", Tag(landing, "retailrocket.outcome"));
    }

    private static object? Tag(Activity span, string name) => span.GetTagItem(name);

    private sealed class SpanListener : IDisposable
    {
        private readonly ActivityListener listener;

        public SpanListener(ActivityTraceId trace)
        {
            listener = new ActivityListener
            {
                ShouldListenTo = source => source.Name == PipelineTelemetry.SourceName,
                Sample = (ref ActivityCreationOptions<ActivityContext> asked) =>
                    asked.TraceId == trace ? ActivitySamplingResult.AllData : ActivitySamplingResult.None,
                ActivityStopped = span =>
                {
                    if (span.TraceId == trace)
                        Ended.Add(span);
                },
            };
            ActivitySource.AddActivityListener(listener);
        }

        public ConcurrentBag<Activity> Ended { get; } = [];

        public void Dispose() => listener.Dispose();
    }

    private sealed class MeasureListener : IDisposable
    {
        private readonly MeterListener listener = new();

        public MeasureListener()
        {
            listener.InstrumentPublished = (instrument, meters) =>
            {
                if (instrument.Meter.Name == PipelineTelemetry.SourceName)
                    meters.EnableMeasurementEvents(instrument);
            };
            listener.SetMeasurementEventCallback<double>(
                (_, seconds, tags, _) =>
                {
                    var values = tags.ToArray().ToDictionary(tag => tag.Key, tag => $"{tag.Value}");
                    Durations[$"{values["kind"]} {values["name"]} {values["outcome"]}"] = seconds;
                }
            );
            listener.Start();
        }

        public ConcurrentDictionary<string, double> Durations { get; } = new();

        public void Dispose() => listener.Dispose();
    }
}
