using RetailRocket.Pipeline.Quality.Workshop;

namespace RetailRocket.Web.Features.Quality.Workshop;

/// <summary>The proposal that was saved, or why none was.</summary>
public sealed record SaveAnswer(CheckProposal? Saved, IReadOnlyList<DraftProblem> Problems);
