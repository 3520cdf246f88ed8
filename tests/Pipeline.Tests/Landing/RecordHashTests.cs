using System.Numerics;
using System.Text;
using RetailRocket.Pipeline.Landing.Values;

namespace RetailRocket.Pipeline.Tests.Landing;

public sealed class RecordHashTests
{
    [Theory]
    [InlineData("", 3069901173843514451L)]
    [InlineData("a", -5206812643865185137L)]
    [InlineData("1234567", -8190676468356385656L)]
    [InlineData("12345678", -2922842063506809459L)]
    [InlineData("1433193132535,1,view,2,", -3176114061964616111L)]
    public void Compute_KnownText_GivesTheStoredValue(string text, long expected) =>
        Assert.Equal(expected, RecordHash.Compute(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Compute_AnyBitChanged_ChangesAboutHalfOfTheResult()
    {
        for (var length = 1; length <= 40; length++)
        {
            var record = Encoding.UTF8.GetBytes("1433193132535,1134473,view,396045,,,,,,,"[..length]);
            var hash = RecordHash.Compute(record);
            for (var bit = 0; bit < length * 8; bit++)
            {
                record[bit / 8] ^= (byte)(1 << (bit % 8));
                var changed = BitOperations.PopCount((ulong)(hash ^ RecordHash.Compute(record)));
                record[bit / 8] ^= (byte)(1 << (bit % 8));
                Assert.InRange(changed, 10, 54);
            }
        }
    }

    [Fact]
    public void Compute_ManySimilarRecords_AreAllDifferent()
    {
        var hashes = new HashSet<long>();
        for (var i = 0; i < 200_000; i++)
            Assert.True(
                hashes.Add(RecordHash.Compute(Encoding.UTF8.GetBytes($"{1433193132535 + i % 1000},{i / 1000},view,1,")))
            );
        for (var zeros = 0; zeros < 100; zeros++)
            Assert.True(hashes.Add(RecordHash.Compute(new byte[zeros])));
    }
}
