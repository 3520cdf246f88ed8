using RetailRocket.Samples.Chance;

namespace RetailRocket.Pipeline.Tests.Samples;

public sealed class SampleRandomTests
{
    [Fact]
    public void Next_ReferenceState_ReferenceNumbers()
    {
        var random = new SampleRandom(1, 2, 3, 4);

        ulong[] numbers = [random.Next(), random.Next(), random.Next(), random.Next(), random.Next()];

        Assert.Equal([11520UL, 0UL, 1509978240UL, 1215971899390074240UL, 1216172134540287360UL], numbers);
    }

    [Fact]
    public void Mix_ReferenceSeed_ReferenceNumber() => Assert.Equal(6457827717110365317UL, SplitMix64.Mix(1234567));

    [Fact]
    public void Next_OtherSeedOrStream_OtherNumbers()
    {
        ulong[] firsts =
        [
            new SampleRandom(1, "a").Next(),
            new SampleRandom(2, "a").Next(),
            new SampleRandom(-1, "a").Next(),
            new SampleRandom(1, "b").Next(),
        ];

        Assert.Distinct(firsts);
    }

    [Fact]
    public void Distinct_WholeRange_IsAPermutation()
    {
        var numbers = new SampleRandom(3, "test").Distinct(1000, 1000);

        Assert.Equal(Enumerable.Range(0, 1000), numbers.Order());
        Assert.NotEqual(Enumerable.Range(0, 1000), numbers);
    }

    [Fact]
    public void Between_ManyDraws_ReachesBothEndsAndNoMore()
    {
        var random = new SampleRandom(4, "test");

        var drawn = Enumerable.Range(0, 2000).Select(_ => random.Between(-2, 3)).ToHashSet();

        Assert.Equal([-2, -1, 0, 1, 2, 3], drawn.Order());
    }

    [Fact]
    public void Divide_UnevenWeights_AddsUpAndStaysWithinOneOfTheShare()
    {
        double[] weights = [1, 0, 2.5, 7, 0.1];

        var parts = Apportionment.Divide(101, weights);

        Assert.Equal(101, parts.Sum());
        Assert.All(parts.Zip(weights), pair => Assert.InRange(pair.First - (101 * pair.Second / 10.6), -1, 1));
    }

    [Fact]
    public void Pick_WeightsOfOneToThree_DrawsInThatProportion()
    {
        var random = new SampleRandom(5, "test");
        var choice = new WeightedChoice([1, 0, 3]);

        var drawn = Enumerable.Range(0, 8000).Select(_ => choice.Pick(random)).CountBy(index => index).ToDictionary();

        Assert.False(drawn.ContainsKey(1));
        Assert.InRange(drawn[2], 5800, 6200);
    }
}
