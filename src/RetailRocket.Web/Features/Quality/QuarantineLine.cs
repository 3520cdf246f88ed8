namespace RetailRocket.Web.Features.Quality;

/// <summary>A line of a source file that could not be parsed.</summary>
/// <param name="Date">Null where the line's own date could not be read.</param>
/// <param name="Text">The line, cut to <see cref="QuarantineQueries.ShownCharacters"/>; files hold it whole.</param>
/// <param name="IsCut">The line is longer than what is shown.</param>
public sealed record QuarantineLine(
    long Id,
    string Source,
    string File,
    long Line,
    DateOnly? Date,
    string Reason,
    string Text,
    bool IsCut
);
