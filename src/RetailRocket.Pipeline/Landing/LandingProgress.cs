namespace RetailRocket.Pipeline.Landing;

/// <summary>How far a landing is, summed over all files it loads; reported about five times a second.</summary>
/// <param name="File">Name of the file that moved last.</param>
/// <param name="BytesRead">Bytes read of all files together.</param>
/// <param name="BytesTotal">Bytes to read of all files together.</param>
/// <param name="Rows">Rows read so far.</param>
/// <param name="Rejected">Lines rejected so far.</param>
/// <param name="RowsPerSecond">Mean rate since the first file was opened.</param>
/// <param name="TimeLeft">At the mean rate; null before there is one.</param>
public sealed record LandingProgress(
    string File,
    long BytesRead,
    long BytesTotal,
    long Rows,
    long Rejected,
    double RowsPerSecond,
    TimeSpan? TimeLeft
);
