using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Features.Overview;

/// <summary>A figure of the front page: a column of a published table with one row a date.</summary>
/// <param name="TextKey">Key of its name.</param>
public sealed record HeadlineFigure(
    string Column,
    string TextKey,
    FigureKind Kind,
    GoodDirection Good = GoodDirection.Up
);
