namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>
/// Tests that run when no other does: those that change what others read, and put it back, and those whose pages compute for
/// seconds, which beside page walks on a slow machine would be longer than anybody waits.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
