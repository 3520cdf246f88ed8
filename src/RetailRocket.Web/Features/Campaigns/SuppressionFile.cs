using System.Globalization;
using System.Text;

namespace RetailRocket.Web.Features.Campaigns;

/// <summary>Reads a CSV file of visitors: the number is the first field of each line, quoted or not; a header may lead.</summary>
internal static class SuppressionFile
{
    /// <summary>The largest file that is read: 20 MB, about two million visitors.</summary>
    public const long LargestBytes = 20_000_000;

    /// <summary>Different visitors of the file.</summary>
    /// <exception cref="SuppressionFileException">A line is not a visitor's number, or there is none.</exception>
    public static async Task<IReadOnlyCollection<int>> ReadAsync(Stream content, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(content, Encoding.UTF8);
        var visitors = new HashSet<int>();
        var number = 0;
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            var field = line.Split(',', ';', '\t')[0].Trim().Trim('"');
            if (line.Trim().Length == 0)
                continue;
            if (int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var visitor))
                visitors.Add(visitor);
            // A header has no digit; what looks like a number and is none is a mistake even there.
            else if (number > 1 || field.Length == 0 || field.Any(char.IsAsciiDigit))
                throw new SuppressionFileException(number);
        }
        return visitors.Count > 0 ? visitors : throw new SuppressionFileException(0);
    }
}
