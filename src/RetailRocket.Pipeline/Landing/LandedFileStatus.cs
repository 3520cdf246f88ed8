namespace RetailRocket.Pipeline.Landing;

public enum LandedFileStatus
{
    /// <summary>The ledger did not know this name; its rows are new.</summary>
    Loaded,

    /// <summary>The rows took the place of those of an earlier version of the file.</summary>
    Replaced,

    /// <summary>The ledger has these very bytes; nothing was read into the raw table.</summary>
    Unchanged,
}
