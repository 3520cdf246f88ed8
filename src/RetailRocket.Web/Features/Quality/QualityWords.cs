using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Web.Features.Quality;

/// <summary>Keys of the words for gates and severities, by the names that results hold.</summary>
public static class QualityWords
{
    /// <summary>Key of when a check runs.</summary>
    public static string Gate(string phase) =>
        phase switch
        {
            nameof(CheckPhase.BeforeStaging) => "Gate.BeforeStaging",
            nameof(CheckPhase.BeforeKpi) => "Gate.BeforeFigures",
            nameof(CheckPhase.AfterKpi) => "Gate.AfterFigures",
            _ => throw new ArgumentOutOfRangeException(nameof(phase), phase, "There is no such gate."),
        };

    /// <summary>Key of what a violation does.</summary>
    public static string Severity(string severity) =>
        severity switch
        {
            nameof(CheckSeverity.Block) => "Severity.Block",
            nameof(CheckSeverity.Warn) => "Severity.Warn",
            _ => throw new ArgumentOutOfRangeException(nameof(severity), severity, "There is no such severity."),
        };
}
