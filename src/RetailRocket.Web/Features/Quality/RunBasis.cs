namespace RetailRocket.Web.Features.Quality;

/// <summary>Whose results of a date are shown.</summary>
public enum RunBasis
{
    /// <summary>Of the last run that judged the date: what stands now.</summary>
    Latest,

    /// <summary>Of the run whose figures readers see.</summary>
    Published,
}
