namespace RetailRocket.Pipeline.Quality.Workshop;

/// <summary>Why a draft could not be saved.</summary>
public enum ProposalConflict
{
    /// <summary>It was opened as a new check, and the pipeline has one of its name.</summary>
    NameTaken,

    /// <summary>The pipeline's own check is another than the one that was opened.</summary>
    CheckChanged,

    /// <summary>Another proposal of the check was saved meanwhile.</summary>
    ProposalChanged,
}

/// <summary>The check or its proposal changed since it was opened; nothing was written.</summary>
public sealed class ProposalConflictException(ProposalConflict conflict, string message) : Exception(message)
{
    public ProposalConflict Conflict => conflict;
}
