namespace RetailRocket.Pipeline.Quality.Workshop;

/// <summary>Why a draft could not be tried.</summary>
public enum TrialFailure
{
    /// <summary>PostgreSQL refuses the SQL.</summary>
    Sql,

    /// <summary>The SQL took too long.</summary>
    TimeLimit,

    /// <summary>This warehouse has no role that drafts may run under.</summary>
    NoRole,

    /// <summary>The role that drafts would run under may write.</summary>
    RoleMayWrite,
}

/// <summary>A draft could not be tried; nothing was changed.</summary>
/// <param name="line">The line of the draft, from 1; null when no line is meant.</param>
public sealed class TrialException(TrialFailure failure, string message, int? line = null, Exception? inner = null)
    : Exception(message, inner)
{
    public TrialFailure Failure => failure;
    public int? Line => line;
}
