using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Components.Shared;

/// <summary>How something stands, as badges, dots and marks show it: always by colour, picture and word together.</summary>
public enum Standing
{
    Pass,
    Warn,
    Fail,

    /// <summary>There was nothing to judge: hatched, and never green.</summary>
    NoData,
    Running,

    /// <summary>Ended before its end: cancelled or interrupted.</summary>
    Stopped,
}
