namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>Tests that share the site; none changes what another reads.</summary>
[CollectionDefinition(Name)]
public sealed class OneSite : ICollectionFixture<Site>
{
    public const string Name = "site";
}
