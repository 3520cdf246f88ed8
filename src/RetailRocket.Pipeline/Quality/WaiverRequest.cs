using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Quality;

/// <summary>What a data-quality analyst asks: publish the blocked run of a date for a while.</summary>
/// <param name="Reason">Why the figures may be used although checks failed; readers see it.</param>
/// <param name="EndsAt">From then on they are not published any more.</param>
/// <param name="By">Who asks: an account name.</param>
public sealed record WaiverRequest(
    PipelineDefinition Definition,
    DateOnly Date,
    string Reason,
    DateTimeOffset EndsAt,
    string By
);
