namespace RetailRocket.Pipeline.Quality.Workshop;

/// <summary>A check that waits to be reviewed and copied into the pipeline's folder.</summary>
/// <param name="File">Its SQL on disk.</param>
/// <param name="Entry">What <c>pipeline.yml</c> has to say of it.</param>
/// <param name="Sha256">Over both files: tells whether somebody changed them meanwhile.</param>
public sealed record CheckProposal(DraftCheck Draft, string File, string Entry, string Sha256);
