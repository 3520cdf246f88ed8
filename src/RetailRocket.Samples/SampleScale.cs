namespace RetailRocket.Samples;

/// <summary>How much a sample writes.</summary>
public enum SampleScale
{
    /// <summary>Loads in seconds and carries the planted story.</summary>
    Small,

    /// <summary>The size of the original data set.</summary>
    Full,
}
