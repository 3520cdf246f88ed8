namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>Tests that change what others read, and put it back: they run when no other does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
