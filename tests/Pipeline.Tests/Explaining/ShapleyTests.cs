using RetailRocket.Pipeline.Explaining;

namespace RetailRocket.Pipeline.Tests.Explaining;

public sealed class ShapleyTests
{
    [Fact]
    public void Of_FactorsThatAdd_GivesEachItsOwn()
    {
        decimal[] own = [3, -1, 0.5m];

        var shares = Shapley.Of(3, mask => own.Index().Where(f => (mask >> f.Index & 1) == 1).Sum(f => f.Item));

        Assert.Equal(own, shares);
    }

    [Fact]
    public void Of_FactorsThatWorkTogether_SharesTheirJointPart()
    {
        // Only both together change anything; each gets half, and one that does nothing gets nothing.
        Assert.Equal([3m, 3m, 0m], Shapley.Of(3, mask => (mask & 3) == 3 ? 6 : 0));
    }

    [Fact]
    public void Of_AnyValues_AddsUpToTheWhole()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var values = Enumerable.Range(0, 16).Select(_ => (decimal)random.NextDouble()).ToArray();

            Assert.Equal(values[15] - values[0], Shapley.Of(4, mask => values[mask]).Sum(), 20);
        }
    }
}
