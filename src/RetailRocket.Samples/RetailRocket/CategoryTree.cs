using RetailRocket.Samples.Chance;
using RetailRocket.Samples.Files;

namespace RetailRocket.Samples.RetailRocket;

/// <summary>The category tree: roots, inner categories and leaves, several levels deep.</summary>
internal sealed class CategoryTree
{
    private const int NoParent = -1;
    private const int DeepestInnerLevel = 4;

    private readonly int[] _ids;
    private readonly int[] _parents;
    private readonly int[][] _leavesOfRoot;

    public CategoryTree(RetailRocketScale scale, SampleRandom random)
    {
        var withChildren = scale.Roots + scale.InnerCategories;
        var depths = new int[withChildren];
        var roots = new int[scale.Categories];
        _ids = Ids(scale.Categories, random);
        _parents = new int[scale.Categories];
        for (var category = 0; category < scale.Categories; category++)
        {
            _parents[category] =
                category < scale.Roots ? NoParent
                : category < withChildren ? InnerParent(category, depths, random)
                // One leaf for each category that must have children, so that none of them is a leaf itself.
                : category < 2 * withChildren ? category - withChildren
                : random.Below(withChildren);
            roots[category] = _parents[category] == NoParent ? category : roots[_parents[category]];
        }

        _leavesOfRoot =
        [
            .. Enumerable
                .Range(0, scale.Roots)
                .Select(root =>
                    Enumerable.Range(withChildren, scale.Leaves).Where(leaf => roots[leaf] == root).ToArray()
                ),
        ];
    }

    /// <summary>Id of a category, by its index; roots have the lowest indexes.</summary>
    public int Id(int category) => _ids[category];

    /// <summary>Indexes of the leaves under a root, at least one.</summary>
    public ReadOnlySpan<int> LeavesOf(int root) => _leavesOfRoot[root];

    public void Write(SampleFolder folder, SampleRandom random)
    {
        var order = Enumerable.Range(0, _ids.Length).ToArray();
        random.Shuffle<int>(order);
        folder.Write(
            "category_tree.csv",
            "categoryid,parentid",
            order.Length,
            writer =>
            {
                foreach (var category in order)
                {
                    writer.Number(_ids[category]);
                    writer.Comma();
                    if (_parents[category] != NoParent)
                    {
                        writer.Number(_ids[_parents[category]]);
                    }

                    writer.EndRow();
                }
            }
        );
    }

    // The first root's id is part of the story and the same for every seed.
    private static int[] Ids(int count, SampleRandom random)
    {
        var ids = random.Distinct(count, Math.Max(count + 30, RetailRocketStory.ConversionFallRootCategoryId + 1));
        var taken = Array.IndexOf(ids, RetailRocketStory.ConversionFallRootCategoryId);
        if (taken >= 0)
        {
            ids[taken] = ids[0];
        }

        ids[0] = RetailRocketStory.ConversionFallRootCategoryId;
        return ids;
    }

    private static int InnerParent(int category, int[] depths, SampleRandom random)
    {
        var parent = random.Below(category);
        while (depths[parent] >= DeepestInnerLevel)
        {
            parent = random.Below(category);
        }

        depths[category] = depths[parent] + 1;
        return parent;
    }
}
