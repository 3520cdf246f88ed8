using RetailRocket.Pipeline.Runs.Planning;

namespace RetailRocket.Web.Features.Runs;

/// <summary>Dates next to each other that wait for a run for the same reason.</summary>
public sealed record DueGroup(DateOnly From, DateOnly To, int Dates, DueCause Cause);
