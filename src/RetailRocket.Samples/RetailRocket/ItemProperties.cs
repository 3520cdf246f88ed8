using RetailRocket.Samples.Chance;
using RetailRocket.Samples.Files;

namespace RetailRocket.Samples.RetailRocket;

/// <summary>
/// The property rows: weekly snapshots of an item's category, its availability, a few properties that change from week to week
/// and many that are said once, under hashed names. Every row follows from the item and the row's number within the item, so
/// that twenty million rows in random order need no more memory than their numbers.
/// </summary>
internal sealed class ItemProperties
{
    private const string Header = "timestamp,itemid,property,value";

    // Of the 1,101 hashed property names, ten change over time; 1,091 (a prime, so that any stride visits all) do not.
    private const int Names = 1_101;
    private static readonly int[] ChangingNames = [6, 112, 159, 227, 283, 364, 678, 764, 790, 888];
    private static readonly int[] FixedNames = [.. Enumerable.Range(0, Names).Except(ChangingNames)];

    private readonly RetailRocketScale _scale;
    private readonly CategoryTree _tree;
    private readonly ItemCatalog _catalog;
    private readonly ulong _key;

    // Items with properties, and the number of the first row of each; one more entry ends the last.
    private readonly int[] _items;
    private readonly int[] _firstRows;

    public ItemProperties(RetailRocketScale scale, CategoryTree tree, ItemCatalog catalog, SampleRandom random)
    {
        _scale = scale;
        _tree = tree;
        _catalog = catalog;
        _key = random.Next();
        _items = [.. Enumerable.Range(0, catalog.Count).Where(catalog.HasProperties)];
        _firstRows = FirstRows(_items.Length, scale.PropertyRows, random);
    }

    /// <summary>Writes both files; a row is in one of them, at random.</summary>
    public void Write(SampleFolder folder, SampleRandom random)
    {
        var rows = new int[_scale.PropertyRows];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = row;
        }

        random.Shuffle<int>(rows);
        WritePart(folder, "item_properties_part1.csv", rows.AsMemory(0, _scale.PropertyRowsPart1));
        WritePart(folder, "item_properties_part2.csv", rows.AsMemory(_scale.PropertyRowsPart1));
    }

    private void WritePart(SampleFolder folder, string name, ReadOnlyMemory<int> rows) =>
        folder.Write(
            name,
            Header,
            rows.Length,
            writer =>
            {
                foreach (var row in rows.Span)
                {
                    WriteRow(writer, row);
                }
            }
        );

    private void WriteRow(SampleFileWriter writer, int row)
    {
        var found = Array.BinarySearch(_firstRows, row);
        var position = found >= 0 ? found : ~found - 1;
        var item = _items[position];
        var ordinal = row - _firstRows[position];
        var rest = _firstRows[position + 1] - _firstRows[position];
        var hash = SplitMix64.Mix(_key, (ulong)item);

        var categoryRows = 1 + (int)(hash % 3);
        if (ordinal < categoryRows)
        {
            var week = SpreadWeek(hash >> 8, ordinal, categoryRows);
            Start(writer, week, item);
            writer.Text("categoryid,"u8);
            writer.Number(_tree.Id(CategoryAt(item, week, hash)));
            writer.EndRow();
            return;
        }

        ordinal -= categoryRows;
        rest -= categoryRows;
        var availableRows = 1 + (int)((hash >> 16) % 6);
        if (ordinal < availableRows)
        {
            var week = SpreadWeek(hash >> 24, ordinal, availableRows);
            Start(writer, week, item);
            writer.Text("available,"u8);
            writer.Byte(IsAvailable(week, hash) ? (byte)'1' : (byte)'0');
            writer.EndRow();
            return;
        }

        ordinal -= availableRows;
        rest -= availableRows;
        var fixedRows = rest - (rest / 2);
        if (ordinal < fixedRows)
        {
            WriteFixed(writer, item, ordinal, hash);
        }
        else
        {
            WriteChanging(writer, item, ordinal - fixedRows, hash);
        }
    }

    private void WriteFixed(SampleFileWriter writer, int item, int ordinal, ulong hash)
    {
        var stride = 1 + (hash % (ulong)(FixedNames.Length - 1));
        var name = FixedNames[(int)(((hash >> 12) + ((ulong)ordinal * stride)) % (ulong)FixedNames.Length)];
        Start(writer, (int)((hash >> 40) % (ulong)_scale.Snapshots), item);
        writer.Number(name);
        writer.Comma();
        PropertyValue.WriteFixed(writer, name, SplitMix64.Mix(hash, (ulong)name));
        writer.EndRow();
    }

    // Row by row through the weeks of one property, then of the next.
    private void WriteChanging(SampleFileWriter writer, int item, int ordinal, ulong hash)
    {
        var first = (int)((hash >> 44) % (ulong)ChangingNames.Length);
        var name = ChangingNames[(first + (ordinal / _scale.Snapshots)) % ChangingNames.Length];
        var week = ordinal % _scale.Snapshots;
        Start(writer, week, item);
        writer.Number(name);
        writer.Comma();
        PropertyValue.WriteChanging(writer, SplitMix64.Mix(hash, (ulong)name), week);
        writer.EndRow();
    }

    private void Start(SampleFileWriter writer, int week, int item)
    {
        writer.Number(_scale.SnapshotMs(week));
        writer.Comma();
        writer.Number(_catalog.Id(item));
        writer.Comma();
    }

    // Different weeks for different ordinals, as there are never more rows than weeks.
    private int SpreadWeek(ulong hash, int ordinal, int count) =>
        (int)(((hash & 0xFFFF) + (ulong)(ordinal * _scale.Snapshots / count)) % (ulong)_scale.Snapshots);

    // One item in eight moves to another leaf of its root category at some week.
    private int CategoryAt(int item, int week, ulong hash)
    {
        var leaves = _tree.LeavesOf(_catalog.RootOf(item));
        var leaf = (hash >> 20) % (ulong)leaves.Length;
        var moves = (hash >> 52) % 8 == 0;
        var movedAt = (int)((hash >> 56) % (ulong)_scale.Snapshots);
        return leaves[(int)(moves && week >= movedAt ? (leaf + 1) % (ulong)leaves.Length : leaf)];
    }

    // Most items keep their state for some weeks; a fifth of the spells are out of stock.
    private static bool IsAvailable(int week, ulong hash) =>
        SplitMix64.Mix(hash, (ulong)((week + (int)(hash & 3)) / 4)) % 5 != 0;

    private static int[] FirstRows(int items, int rows, SampleRandom random)
    {
        var mean = rows / items;
        var counts = new int[items];
        var sum = 0;
        for (var item = 0; item < items; item++)
        {
            counts[item] = (mean / 2) + random.Below(mean + 1);
            sum += counts[item];
        }

        // What is missing to the exact total, or too much of it, is spread one by one.
        for (var item = 0; sum != rows; item = (item + 1) % items)
        {
            var step = sum < rows ? 1 : -1;
            counts[item] += step;
            sum += step;
        }

        var firstRows = new int[items + 1];
        for (var item = 0; item < items; item++)
        {
            firstRows[item + 1] = firstRows[item] + counts[item];
        }

        return firstRows;
    }
}
