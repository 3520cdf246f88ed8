namespace RetailRocket.Pipeline.Landing;

/// <summary>Adds up what several loads read at the same time and reports it, not too often. Thread-safe.</summary>
internal sealed class LandingMeter(IProgress<LandingProgress>? progress, long bytesTotal, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private readonly Lock gate = new();
    private readonly Dictionary<string, (long Bytes, long Rows, long Rejected)> files = [];
    private readonly long started = clock.GetTimestamp();
    private long? reported;

    /// <summary>Takes note of how far a file is.</summary>
    /// <param name="file">The file; one that belongs to two sources counts once a source.</param>
    /// <param name="bytesRead">Bytes read of it.</param>
    /// <param name="rows">Rows read of it.</param>
    /// <param name="rejected">Lines of it that were rejected.</param>
    public void Report(SourceFile file, long bytesRead, long rows, long rejected)
    {
        if (progress is null)
            return;
        LandingProgress report;
        lock (gate)
        {
            files[$"{file.Source.Name}/{file.Name}"] = (bytesRead, rows, rejected);
            if (reported is { } last && clock.GetElapsedTime(last) < Interval)
                return;
            reported = clock.GetTimestamp();
            report = Sum(file.Name);
        }
        progress.Report(report);
    }

    /// <summary>Reports the final state, however recent the last report is.</summary>
    public void Finish(string file)
    {
        if (progress is null)
            return;
        LandingProgress report;
        lock (gate)
            report = Sum(file);
        progress.Report(report);
    }

    private LandingProgress Sum(string file)
    {
        var bytes = files.Values.Sum(value => value.Bytes);
        var rows = files.Values.Sum(value => value.Rows);
        var seconds = clock.GetElapsedTime(started).TotalSeconds;
        var left =
            bytes > 0 && seconds > 0 ? TimeSpan.FromSeconds((bytesTotal - bytes) * seconds / bytes) : (TimeSpan?)null;
        return new LandingProgress(
            file,
            bytes,
            bytesTotal,
            rows,
            files.Values.Sum(value => value.Rejected),
            seconds > 0 ? rows / seconds : 0,
            left
        );
    }
}
