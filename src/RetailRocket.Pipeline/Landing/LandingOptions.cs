namespace RetailRocket.Pipeline.Landing;

/// <summary>How source files are loaded.</summary>
public sealed record LandingOptions
{
    /// <summary>Loads every file that is there, also the ones that the ledger knows unchanged.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// The folder adds to what is landed: it may lack a required source of which the ledger has a file, as an upload of a
    /// single file does.
    /// </summary>
    public bool Addition { get; init; }

    /// <summary>
    /// Files loaded side by side, each on a connection of its own. One more may be committing, which waits for the disk.
    /// </summary>
    public int Connections { get; init; } = 2;

    /// <summary>The longest record in bytes; a longer one is quarantined. Memory per connection is a small multiple of it.</summary>
    public int MaxRecordBytes { get; init; } = 1024 * 1024;
}
