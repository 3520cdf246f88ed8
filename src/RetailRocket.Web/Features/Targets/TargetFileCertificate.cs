using RetailRocket.Web.Api.Certificates;

namespace RetailRocket.Web.Features.Targets;

/// <summary>What a downloaded list is: how long, from which run, judged how. The JSON beside each file.</summary>
/// <param name="File">Name of the file; it says how many rows it holds.</param>
/// <param name="Encoding">As in addresses: <c>utf-8-bom</c>, <c>utf-8</c> or <c>cp949</c>.</param>
/// <param name="Rows">Lines without the header.</param>
/// <param name="SegmentSize">Visitors in the segment.</param>
/// <param name="RowsCut">Visitors of the segment that the list leaves out, by the pipeline's limit.</param>
/// <param name="LostCharacters">Characters that the encoding does not have; each is a question mark in the file.</param>
/// <param name="Definition">Version of the definitions that computed it.</param>
/// <param name="ChecksPassed">Checks of the date that passed.</param>
/// <param name="ChecksMade">Checks that had something to look at, and blocking ones that had not.</param>
/// <param name="Fresh">Whether a run now would give the same.</param>
/// <param name="Waiver">What lets a failed check through; null when nothing has to.</param>
/// <param name="Verdict">As files and the terminal write it: <c>PASS</c>, <c>WARN</c>.</param>
public sealed record TargetFileCertificate(
    string File,
    string Pipeline,
    DateOnly AsOf,
    string TimeZone,
    string Segment,
    string Encoding,
    long Rows,
    long SegmentSize,
    long RowsCut,
    long LostCharacters,
    long Bytes,
    string Sha256,
    long Run,
    string Verdict,
    string Definition,
    DateTimeOffset PublishedAt,
    int ChecksPassed,
    int ChecksMade,
    bool Fresh,
    WaiverItem? Waiver
);
