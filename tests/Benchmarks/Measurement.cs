namespace RetailRocket.Benchmarks;

/// <summary>One result.</summary>
/// <param name="Work">What was done, such as <c>page, one person</c>.</param>
/// <param name="Subject">To what: a page, a table.</param>
/// <param name="Runs">How often.</param>
/// <param name="MedianS">The median in seconds; null where the result is no time, and then the note has it.</param>
/// <param name="Rows">Rows read or written; null where there are none to count.</param>
/// <param name="Note">95th percentile, or what else belongs to the number.</param>
internal sealed record Measurement(string Work, string Subject, int Runs, double? MedianS, long? Rows, string Note);
