namespace RetailRocket.Web.Cli;

/// <summary>Rows in aligned columns; numbers to the right.</summary>
internal static class TextTable
{
    public static void Write(TextWriter writer, IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = header
            .Select(
                (title, column) => Math.Max(title.Length, rows.Select(row => row[column].Length).DefaultIfEmpty().Max())
            )
            .ToArray();
        var numeric = header
            .Select(
                (_, column) =>
                    rows.Count > 0
                    && rows.All(row =>
                        row[column].Length == 0
                        || char.IsAsciiDigit(row[column][0]) && !row[column].Contains('-', StringComparison.Ordinal)
                    )
            )
            .ToArray();
        Line(header);
        foreach (var row in rows)
            Line(row);

        void Line(IReadOnlyList<string> cells) =>
            writer.WriteLine(
                string.Join(
                        "  ",
                        cells.Select(
                            (cell, column) =>
                                numeric[column] ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])
                        )
                    )
                    .TrimEnd()
            );
    }
}
