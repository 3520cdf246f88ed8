namespace RetailRocket.Web.Features.Files;

/// <summary>Where a landed file stands.</summary>
public enum FileState
{
    /// <summary>Its rows count.</summary>
    Current,

    /// <summary>Its rows count, though the file is no longer where it was read.</summary>
    Absent,

    /// <summary>A later version of the file took its place.</summary>
    Replaced,
}
