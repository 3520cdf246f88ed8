using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace RetailRocket.Benchmarks;

/// <summary>Results as a table for people and as a file for programs.</summary>
internal static class Results
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public static void WriteTable(IReadOnlyList<Measurement> results, TextWriter output)
    {
        string[] titles = ["work", "subject", "runs", "median", "rows", "note"];
        var lines = results.Select(Cells).Prepend(titles).ToList();
        var widths = titles.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
            output.WriteLine(
                string.Join(
                        "  ",
                        line.Select(
                            (cell, column) =>
                                column is 2 or 3 or 4 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column])
                        )
                    )
                    .TrimEnd()
            );
    }

    public static void WriteFile(IReadOnlyList<Measurement> results, string path) =>
        File.WriteAllText(path, JsonSerializer.Serialize(results, Json) + "\n");

    private static string[] Cells(Measurement result) =>
        [
            result.Work,
            result.Subject,
            result.Runs.ToString(CultureInfo.InvariantCulture),
            Duration(result.MedianS),
            result.Rows?.ToString("N0", CultureInfo.InvariantCulture) ?? "",
            result.Note,
        ];

    /// <summary>Seconds as people read them.</summary>
    public static string Duration(double? seconds) =>
        seconds switch
        {
            null => "",
            < 1 => string.Create(CultureInfo.InvariantCulture, $"{seconds * 1000:0.0} ms"),
            < 100 => string.Create(CultureInfo.InvariantCulture, $"{seconds:0.00} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
        };
}
