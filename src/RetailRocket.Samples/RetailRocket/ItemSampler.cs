using RetailRocket.Samples.Chance;

namespace RetailRocket.Samples.RetailRocket;

/// <summary>Chooses what visitors look at: popular items more often, and each item of the catalogue at least once.</summary>
internal sealed class ItemSampler
{
    private readonly ItemCatalog _catalog;
    private readonly SampleRandom _random;
    private readonly WeightedChoice _popularity;
    private readonly int[] _toCover;
    private int _covered;
    private int _coverDue;
    private int _firstViewsLeft;

    public ItemSampler(ItemCatalog catalog, SampleRandom random)
    {
        _catalog = catalog;
        _random = random;
        _popularity = new WeightedChoice(catalog.Weights);
        _toCover = Enumerable.Range(0, catalog.EventItems).ToArray();
        random.Shuffle<int>(_toCover);
    }

    /// <summary>Tells how many first views (<see cref="FirstView"/>) the day will have and how many must cover a new item.</summary>
    public void BeginDay(int firstViews, int itemsToCover)
    {
        if (itemsToCover > firstViews)
        {
            throw new InvalidOperationException(
                $"{itemsToCover} items cannot be covered by {firstViews} visitors who only look."
            );
        }

        _firstViewsLeft = firstViews;
        _coverDue = itemsToCover;
    }

    /// <summary>The first item of a visitor who only looks. Selection sampling makes the covered items come out exact.</summary>
    public int FirstView()
    {
        if (_random.Below(_firstViewsLeft--) < _coverDue)
        {
            _coverDue--;
            return _toCover[_covered++];
        }

        return _popularity.Pick(_random);
    }

    /// <summary>The next item of somebody who looks at <paramref name="item"/>: often the same or one of the same kind.</summary>
    public int After(int item)
    {
        var chance = _random.Fraction();
        return chance < 0.22 ? item
            : chance < 0.70 ? SameRoot(item)
            : _popularity.Pick(_random);
    }

    /// <summary>An item under the same root category.</summary>
    public int SameRoot(int item)
    {
        var (start, end) = _catalog.ItemsOf(_catalog.RootOf(item));
        return _popularity.PickWithin(start, end, _random);
    }

    /// <summary>
    /// Items at evenly spaced positions of the popularity, in random order: each root category has its share of them to within
    /// one item.
    /// </summary>
    public int[] Stratified(int count)
    {
        var items = new int[count];
        for (var i = 0; i < count; i++)
        {
            items[i] = _popularity.At((i + _random.Fraction()) / count);
        }

        _random.Shuffle<int>(items);
        return items;
    }

    /// <summary>Whether the item belongs to the first root category, the one that the story is about.</summary>
    public bool InLeadingRoot(int item) => _catalog.RootOf(item) == 0;
}
