namespace RetailRocket.Web.Components.Shared;

/// <summary>Which way of a figure is good news; colours follow it.</summary>
public enum GoodDirection
{
    Up,
    Down,

    /// <summary>Neither: the change has no colour.</summary>
    None,
}
