using RetailRocket.Pipeline.Quality.Workshop;

namespace RetailRocket.Web.Features.Quality.Workshop;

/// <summary>What the workshop opens with.</summary>
/// <param name="Draft">A new check, one of the pipeline, or a proposal that was saved of it.</param>
/// <param name="Based">Hash of the pipeline's own check; null for a new one.</param>
/// <param name="Opened">Hash of the proposal; null when nothing was saved.</param>
/// <param name="SavedTo">File of that proposal.</param>
/// <param name="Proposals">Names of all checks that wait to be reviewed.</param>
/// <param name="Parameters">What the SQL may name: the engine's parameters and the pipeline's settings.</param>
public sealed record WorkshopModel(
    DraftCheck Draft,
    string? Based,
    string? Opened,
    string? SavedTo,
    IReadOnlyList<string> Proposals,
    IReadOnlyList<string> Parameters
);
