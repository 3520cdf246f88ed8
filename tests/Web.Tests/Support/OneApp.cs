namespace RetailRocket.Web.Tests.Support;

/// <summary>Tests that share one running app; each works with accounts of its own.</summary>
[CollectionDefinition(Name)]
public sealed class OneApp : ICollectionFixture<AppHost>
{
    public const string Name = "app";
}
