using RetailRocket.Pipeline.Tests.Scheduling;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(RetailRocket.Pipeline.Tests.Commands.LongestFirst))]

namespace RetailRocket.Pipeline.Tests.Commands;

/// <summary>Begins with the tests that take minutes, so that none of them is left running alone at the end.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        typeof(KillTests.OfPostgres).FullName!,
        typeof(KillTests.OfPostgresAgain).FullName!,
        typeof(KillTests.OfTheApp).FullName!,
        typeof(TrustCommandTests).FullName!,
        typeof(CommandTests).FullName!,
        typeof(TwoInstancesTests).FullName!,
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections
    )
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(collection => Place(collection.TestCollectionDisplayName))];

    private static int Place(string name)
    {
        var place = Array.FindIndex(Longest, test => name.Contains($" {test} ", StringComparison.Ordinal));
        return place < 0 ? Longest.Length : place;
    }
}
