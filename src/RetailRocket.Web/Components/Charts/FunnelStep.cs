namespace RetailRocket.Web.Components.Charts;

/// <summary>A step of a <see cref="FunnelBars"/>, with its figures as they were computed.</summary>
/// <param name="OfFirst">Share of the first step, from 0; null for none.</param>
/// <param name="OfPrevious">Share of the step before, from 0; null for none and for the first.</param>
/// <param name="Note">A few words about the step, such as those who came around it.</param>
/// <param name="Href">Where the step is looked into.</param>
public sealed record FunnelStep(
    string Name,
    long Count,
    decimal? OfFirst = null,
    decimal? OfPrevious = null,
    string? Note = null,
    string? Href = null
);
