namespace RetailRocket.Benchmarks;

/// <summary>Something cannot be measured here; the message says why and what to do.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);
