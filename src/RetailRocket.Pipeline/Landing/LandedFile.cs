namespace RetailRocket.Pipeline.Landing;

/// <summary>One source file and what landing did with it.</summary>
public sealed record LandedFile
{
    public required string Source { get; init; }

    /// <summary>File name without folder: what the ledger knows the file by.</summary>
    public required string Name { get; init; }

    public required string Path { get; init; }
    public required LandedFileStatus Status { get; init; }

    /// <summary>Id in <c>ops.source_files</c>, and the partition of the raw table.</summary>
    public required int FileId { get; init; }

    /// <summary>Rows in the raw table.</summary>
    public required long Rows { get; init; }

    /// <summary>Lines in quarantine.</summary>
    public required long Rejected { get; init; }

    /// <summary>Rows of a dated source that have no business date; 0 for an undated source.</summary>
    public required long Undated { get; init; }

    public required long Bytes { get; init; }

    /// <summary>From opening the file to the commit; zero for an unchanged file that was not read.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>First business date of its rows and rejected lines; null when none has a date.</summary>
    public required DateOnly? FirstDate { get; init; }

    /// <summary>Last business date of its rows and rejected lines; null when none has a date.</summary>
    public required DateOnly? LastDate { get; init; }
}
