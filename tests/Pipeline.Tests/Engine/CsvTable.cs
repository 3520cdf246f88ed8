using System.Text;
using CsvHelper;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>A CSV text as rows by column name.</summary>
public sealed record CsvTable(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows)
{
    public static CsvTable Read(string text)
    {
        using var csv = CsvReader.Create(new MemoryStream(Encoding.UTF8.GetBytes(text)), new CsvReaderOptions());
        csv.ReadHeader();
        var columns = csv.Headers.ToArray();
        var rows = new List<IReadOnlyDictionary<string, string>>();
        while (csv.Read())
            rows.Add(columns.Select((name, index) => (name, csv.GetString(index))).ToDictionary());
        return new CsvTable(columns, rows);
    }
}
