namespace RetailRocket.Web.Features.Campaigns;

/// <summary>A file of visitors that cannot be read whole; nothing of it is kept.</summary>
/// <param name="line">Number of the line, from 1; 0 for a file without any visitor or one that is too large.</param>
public sealed class SuppressionFileException(int line)
    : Exception($"Line {line} does not begin with a visitor's number.")
{
    public int Line { get; } = line;
}
