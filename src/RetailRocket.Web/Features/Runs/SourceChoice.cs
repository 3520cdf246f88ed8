namespace RetailRocket.Web.Features.Runs;

/// <summary>Which folder a run lands first. Pages choose among these; they never name a path of the server.</summary>
public enum SourceChoice
{
    None,

    /// <summary>The pipeline's source folder, setting <c>Sources:&lt;pipeline&gt;</c>.</summary>
    Configured,

    /// <summary>The folder of uploaded files.</summary>
    Uploads,
}
