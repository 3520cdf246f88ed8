using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Features.Runs;

/// <summary>What a person asks to run.</summary>
public sealed record RunAsk(string Pipeline, DateRange Range, SourceChoice Source, bool Force);
