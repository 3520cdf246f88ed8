namespace RetailRocket.Web.Features.Quality;

/// <summary><see cref="RunBasis"/> in addresses.</summary>
public static class RunBases
{
    public const string Published = "published";

    /// <summary>The usual one needs no word: null.</summary>
    public static string? Name(RunBasis basis) => basis == RunBasis.Published ? Published : null;

    /// <summary>The basis of a name; any other name is the usual one.</summary>
    public static RunBasis Of(string? name) => name == Published ? RunBasis.Published : RunBasis.Latest;
}
