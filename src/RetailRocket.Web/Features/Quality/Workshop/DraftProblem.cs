namespace RetailRocket.Web.Features.Quality.Workshop;

/// <summary>What is wrong with a draft.</summary>
/// <param name="Line">Line of its SQL, from 1; null when no line is meant.</param>
public sealed record DraftProblem(int? Line, string Message);
