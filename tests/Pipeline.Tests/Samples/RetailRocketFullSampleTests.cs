using System.Collections;
using RetailRocket.Samples;
using RetailRocket.Samples.RetailRocket;

namespace RetailRocket.Pipeline.Tests.Samples;

/// <summary>Writes the full scale once, about one gigabyte, and counts what is in the files.</summary>
public sealed class RetailRocketFullSampleTests(ITestOutputHelper output)
{
    [Fact]
    public async Task WriteAsync_FullScale_HasTheFiguresOfThePublicDataSet()
    {
        using var folder = new TemporaryFolder();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var report = await SampleCatalog
            .Find("retailrocket")!
            .WriteAsync(folder.Path, new SampleOptions(SampleScale.Full), null, TestContext.Current.CancellationToken);
        output.WriteLine($"written in {watch.Elapsed.TotalSeconds:F1} s");

        Assert.Equal([1_669L, 2_756_101L, 10_999_999L, 9_275_903L], report.Files.Select(file => file.Rows));
        Assert.InRange(report.Files.Sum(file => file.Bytes), 970_000_000, 1_010_000_000);
        CheckCategories(folder.File("category_tree.csv"));
        CheckEvents(folder.File("events.csv"));
        var items = new BitArray(500_000);
        Assert.Equal(10_999_999, CountProperties(folder.File("item_properties_part1.csv"), items));
        Assert.Equal(9_275_903, CountProperties(folder.File("item_properties_part2.csv"), items));
        Assert.Equal(417_053, items.Cast<bool>().Count(seen => seen));
        output.WriteLine($"counted after {watch.Elapsed.TotalSeconds:F1} s");
    }

    private static void CheckCategories(string path)
    {
        var parents = File.ReadLines(path)
            .Skip(1)
            .Select(line => line.Split(','))
            .ToDictionary(row => row[0], row => row[1]);

        Assert.Equal(1_669, parents.Count);
        Assert.Equal(25, parents.Values.Count(parent => parent.Length == 0));
        Assert.Equal(1_307, parents.Keys.Except(parents.Values).Count());
    }

    private static void CheckEvents(string path)
    {
        var visitors = new HashSet<int>();
        var items = new HashSet<int>();
        var ownersOfOrders = new Dictionary<string, int>(StringComparer.Ordinal);
        var buyers = new HashSet<int>();
        var days = new Dictionary<DateOnly, (int Views, int Carts, int Transactions)>();
        var (wrongIds, sharedIds) = (0, 0);
        foreach (var row in EventRow.Read(path))
        {
            visitors.Add(row.Visitor);
            items.Add(row.Item);
            var (views, carts, transactions) = days.GetValueOrDefault(row.Date);
            days[row.Date] = row.Event switch
            {
                "view" => (views + 1, carts, transactions),
                "addtocart" => (views, carts + 1, transactions),
                "transaction" => (views, carts, transactions + 1),
                _ => throw new InvalidDataException($"Unknown event {row.Event}."),
            };
            wrongIds += row.IsTransaction == (row.TransactionId.Length > 0) ? 0 : 1;
            if (row.IsTransaction)
            {
                buyers.Add(row.Visitor);
                ownersOfOrders.TryAdd(row.TransactionId, row.Visitor);
                sharedIds += ownersOfOrders[row.TransactionId] == row.Visitor ? 0 : 1;
            }
        }

        Assert.Equal((0, 0), (wrongIds, sharedIds));
        Assert.Equal(1_407_580, visitors.Count);
        Assert.Equal(235_061, items.Count);
        Assert.Equal(17_672, ownersOfOrders.Count);
        Assert.Equal(11_719, buyers.Count);
        Assert.Equal(2_664_312, days.Values.Sum(day => day.Views));
        Assert.Equal(69_332, days.Values.Sum(day => day.Carts));
        Assert.Equal(22_457, days.Values.Sum(day => day.Transactions));
        Assert.Equal(
            FullDayTotals.Days.Select(day => (day.Views, day.Carts, day.Transactions)),
            Enumerable.Range(0, 139).Select(day => days[new DateOnly(2015, 5, 3).AddDays(day)])
        );
        Assert.Equal(139, days.Count);
    }

    // Counts the rows and marks the second field of each; plain bytes, as twenty million strings would take minutes.
    private static int CountProperties(string path, BitArray items)
    {
        using var stream = File.OpenRead(path);
        var buffer = new byte[1 << 20];
        var (lines, field, item) = (0, 0, 0);
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            foreach (var character in buffer.AsSpan(0, read))
            {
                switch (character)
                {
                    case (byte)',':
                        field++;
                        break;
                    case (byte)'\n':
                        if (field != 3)
                        {
                            Assert.Fail($"Line {lines + 1} of {path} has {field + 1} fields.");
                        }

                        if (lines > 0)
                        {
                            items[item] = true;
                        }

                        (lines, field, item) = (lines + 1, 0, 0);
                        break;
                    case >= (byte)'0' and <= (byte)'9' when field == 1:
                        item = (item * 10) + character - '0';
                        break;
                }
            }
        }

        return lines - 1;
    }
}
