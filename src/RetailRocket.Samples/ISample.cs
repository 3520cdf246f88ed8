namespace RetailRocket.Samples;

/// <summary>Writes the source files of one pipeline: invented data, the same bytes for the same options on every machine.</summary>
public interface ISample
{
    /// <summary>Name of the pipeline whose source files this sample writes.</summary>
    string Pipeline { get; }

    /// <summary>
    /// Writes all files into <paramref name="directory"/>, which is created when missing. The files appear under their final
    /// names when all of them are complete; a cancelled or failed call leaves none behind.
    /// </summary>
    /// <param name="directory">A folder that is missing or empty.</param>
    /// <param name="options">Size and seed.</param>
    /// <param name="progress">Told now and then, from a thread of the pool; may be null.</param>
    /// <param name="ct">Stops the writing.</param>
    /// <exception cref="SampleException">The folder is not empty, cannot be written, or its disk is too small.</exception>
    Task<SampleReport> WriteAsync(
        string directory,
        SampleOptions options,
        IProgress<SampleProgress>? progress,
        CancellationToken ct
    );
}
