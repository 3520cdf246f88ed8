using RetailRocket.Pipeline.Explaining;

namespace RetailRocket.Pipeline.Tests.Explaining;

public sealed class ExactRoundingTests
{
    [Fact]
    public void Round_ThirdsOfOne_GivesTheUnitsLeftToTheFirstOfEquals()
    {
        var rounded = ExactRounding.Round([1m / 3, 1m / 3, 1m / 3], 1m, 2);

        Assert.Equal([0.34m, 0.33m, 0.33m], rounded);
    }

    [Fact]
    public void Round_RandomParts_AddUpAndMoveByLessThanAUnit()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var parts = Enumerable
                .Range(0, random.Next(1, 12))
                .Select(_ => ((decimal)random.NextDouble() - 0.5m) / 10)
                .ToList();
            var decimals = random.Next(2, 11);
            var whole = Math.Round(parts.Sum(), decimals);

            var rounded = ExactRounding.Round(parts, whole, decimals);

            Assert.Equal(whole, rounded.Sum());
            var unit = (decimal)Math.Pow(10, -decimals);
            Assert.All(parts.Zip(rounded), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= unit));
        }
    }

    [Fact]
    public void Round_WholeOfAnotherRounding_SpreadsTheDifference()
    {
        Assert.Equal([0.02m, -0.01m], ExactRounding.Round([0.013m, -0.014m], 0.01m, 2));
        Assert.Equal([], ExactRounding.Round([], 0m, 2));
    }
}
