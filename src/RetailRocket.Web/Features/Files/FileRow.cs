namespace RetailRocket.Web.Features.Files;

/// <summary>A file of the ledger.</summary>
/// <param name="Rows">Rows that it holds, or held before it was replaced.</param>
/// <param name="Rejected">Lines in quarantine.</param>
/// <param name="Undated">Rows of a dated source without a usable date.</param>
/// <param name="FirstDate">First business date of its rows; null for an undated source.</param>
/// <param name="Dates">Business dates that it has rows of.</param>
/// <param name="Sha256">Of its bytes, in hex.</param>
/// <param name="ReplacedAt">When a later version took its place; null while its rows count.</param>
public sealed record FileRow(
    int Id,
    string Source,
    string Name,
    string Sha256,
    long Bytes,
    long Rows,
    long Rejected,
    long Undated,
    DateOnly? FirstDate,
    DateOnly? LastDate,
    int Dates,
    DateTimeOffset LandedAt,
    DateTimeOffset? ReplacedAt,
    FileState State
);
