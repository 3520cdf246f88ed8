using RetailRocket.Samples.Chance;
using RetailRocket.Samples.Files;

namespace RetailRocket.Samples.RetailRocket;

/// <summary>
/// Values as the files show them: words replaced by numbers (<c>260984</c>), numbers by an n and three decimals
/// (<c>n2932.000</c>), several of them separated by spaces.
/// </summary>
internal static class PropertyValue
{
    private const int Words = 1_300_000;

    // How many words a text has; a few descriptions are long.
    private static readonly byte[] TextLengths = [2, 2, 2, 2, 3, 3, 4, 4, 5, 6, 8, 10, 14, 18, 24, 44];

    /// <summary>The value of a property that says the same in every snapshot.</summary>
    public static void WriteFixed(SampleFileWriter writer, int name, ulong hash)
    {
        // What a property holds, a word, a number or a text, goes by its name.
        switch (name % 20)
        {
            case < 8:
                writer.Number((long)(hash % Words));
                break;
            case < 13:
                WriteNumber(writer, (long)(hash % 5_000) * 12);
                break;
            default:
                WriteText(writer, hash);
                break;
        }
    }

    /// <summary>The value of a property that moves from time to time, such as a price.</summary>
    public static void WriteChanging(SampleFileWriter writer, ulong hash, int week)
    {
        var level = 1_000 + (long)(hash % 90_000);
        var spell = (week + (int)((hash >> 32) % 3)) / 3;
        WriteNumber(writer, level + ((long)(SplitMix64.Mix(hash, (ulong)spell) % 21) * (level / 100)));
    }

    private static void WriteText(SampleFileWriter writer, ulong hash)
    {
        var count = TextLengths[hash % (ulong)TextLengths.Length];
        for (var word = 0; word < count; word++)
        {
            if (word > 0)
            {
                writer.Byte((byte)' ');
            }

            hash = SplitMix64.Mix(hash);
            if (hash % 8 == 0)
            {
                WriteNumber(writer, (long)((hash >> 8) % 500) * 12);
            }
            else
            {
                writer.Number((long)((hash >> 8) % Words));
            }
        }
    }

    private static void WriteNumber(SampleFileWriter writer, long number)
    {
        writer.Byte((byte)'n');
        writer.Number(number);
        writer.Text(".000"u8);
    }
}
