namespace RetailRocket.Web.Features.Quality;

/// <summary>A run that is under way and will judge dates again.</summary>
public sealed record RunningRun(long Id, DateOnly From, DateOnly To);
