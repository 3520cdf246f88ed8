using System.Text.Json;

namespace RetailRocket.Web.Features.Quality;

/// <summary>Turns the evidence of a check, a JSON array of rows, into a table.</summary>
internal static class SampleReader
{
    /// <param name="json">As <c>ops.check_results.samples</c> holds it.</param>
    /// <param name="sql">
    /// The check's own SQL: its last mention of a column decides the column's place, because JSON in the database does not
    /// keep the order of the SELECT. Null for by name.
    /// </param>
    public static SampleTable Read(string json, string? sql)
    {
        using var document = JsonDocument.Parse(json);
        var rows = document.RootElement.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object).ToList();
        var columns = rows.SelectMany(row => row.EnumerateObject().Select(field => field.Name))
            .Distinct()
            .OrderBy(name => sql?.LastIndexOf(name, StringComparison.Ordinal) ?? 0)
            .ThenBy(name => name, StringComparer.Ordinal)
            .ToList();
        return new SampleTable(
            columns,
            [.. rows.Select(row => (IReadOnlyList<string?>)[.. columns.Select(name => Text(row, name))])]
        );
    }

    private static string? Text(JsonElement row, string name) =>
        !row.TryGetProperty(name, out var value)
            ? null
            : value.ValueKind switch
            {
                JsonValueKind.Null => null,
                JsonValueKind.String => value.GetString(),
                _ => value.GetRawText(),
            };
}
