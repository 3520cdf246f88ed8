namespace RetailRocket.Benchmarks;

/// <summary>One thing that <c>bench.sh</c> measures. A new one is a class, named in <see cref="Parts"/>.</summary>
internal interface IBenchmarkPart
{
    /// <summary>The word on the command line.</summary>
    string Name { get; }

    /// <summary>What it measures, for the help.</summary>
    string About { get; }

    /// <summary>Measures, and reports each result as it is had.</summary>
    /// <exception cref="BenchmarkException">It cannot be measured here; the message says what to do.</exception>
    Task RunAsync(BenchmarkRun run, CancellationToken cancellationToken);
}
