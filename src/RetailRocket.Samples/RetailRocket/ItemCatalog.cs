using RetailRocket.Samples.Chance;

namespace RetailRocket.Samples.RetailRocket;

/// <summary>
/// All items. Those in events come first, grouped by root category and within one from the most to the least popular; items
/// that only have properties follow.
/// </summary>
internal sealed class ItemCatalog
{
    private readonly int[] _ids;
    private readonly int[] _roots;
    private readonly int[] _rootStarts;

    public ItemCatalog(RetailRocketScale scale, SampleRandom random)
    {
        EventItems = scale.EventItems;
        WithoutProperties = scale.EventItemsWithoutProperties;
        _ids = random.Distinct(scale.PropertyItems + scale.EventItemsWithoutProperties, scale.ItemIdRange);
        _roots = new int[_ids.Length];
        _rootStarts = new int[scale.Roots + 1];
        var shares = RootShares(scale);
        Weights = GroupByRoot(shares);
        var chooseRoot = new WeightedChoice(shares);
        for (var item = EventItems; item < _ids.Length; item++)
        {
            _roots[item] = chooseRoot.Pick(random);
        }
    }

    public int Count => _ids.Length;
    public int EventItems { get; }
    private int WithoutProperties { get; }

    /// <summary>Popularity of each item in events.</summary>
    public double[] Weights { get; }

    public int Id(int item) => _ids[item];

    public int RootOf(int item) => _roots[item];

    /// <summary>The items in events of a root: from, up to but not including.</summary>
    public (int Start, int End) ItemsOf(int root) => (_rootStarts[root], _rootStarts[root + 1]);

    /// <summary>Whether property rows describe the item. Those without lie evenly among the items in events.</summary>
    public bool HasProperties(int item) =>
        item >= EventItems
        || (long)(item + 1) * WithoutProperties / EventItems == (long)item * WithoutProperties / EventItems;

    private static double[] RootShares(RetailRocketScale scale)
    {
        var shares = new double[scale.Roots];
        var others = 0.0;
        for (var root = 1; root < shares.Length; root++)
        {
            shares[root] = 1.0 / (root + 2);
            others += shares[root];
        }

        for (var root = 1; root < shares.Length; root++)
        {
            shares[root] *= (1 - scale.LeadingRootShare) / others;
        }

        shares[0] = scale.LeadingRootShare;
        return shares;
    }

    // Popularity falls with the rank to the power of -3/4. Each rank goes to the root that lags most behind its share, so the
    // shares hold whatever the seed.
    private double[] GroupByRoot(double[] shares)
    {
        var rankRoots = new int[EventItems];
        var rankWeights = new double[EventItems];
        var masses = new double[shares.Length];
        var total = 0.0;
        for (var rank = 0; rank < EventItems; rank++)
        {
            var power = Math.Sqrt(rank + 30.0);
            rankWeights[rank] = 1 / (power * Math.Sqrt(power));
            total += rankWeights[rank];
            var root = 0;
            for (var other = 1; other < shares.Length; other++)
            {
                if ((shares[other] * total) - masses[other] > (shares[root] * total) - masses[root])
                {
                    root = other;
                }
            }

            masses[root] += rankWeights[rank];
            rankRoots[rank] = root;
            _rootStarts[root + 1]++;
        }

        for (var root = 0; root < shares.Length; root++)
        {
            _rootStarts[root + 1] += _rootStarts[root];
        }

        var next = _rootStarts[..^1];
        var weights = new double[EventItems];
        for (var rank = 0; rank < EventItems; rank++)
        {
            var item = next[rankRoots[rank]]++;
            weights[item] = rankWeights[rank];
            _roots[item] = rankRoots[rank];
        }

        return weights;
    }
}
