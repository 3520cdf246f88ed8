using System.Security.Cryptography;
using System.Text;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Definitions.Reading;

namespace RetailRocket.Pipeline.Quality.Workshop;

/// <summary>A check as somebody is writing it: not part of any definition.</summary>
/// <param name="Name">Name of the file without <c>.sql</c>, such as <c>105_late_events</c>.</param>
/// <param name="About">What it means and what to do when it fails.</param>
/// <param name="Sql">One SELECT whose rows are the violations, dated by <c>check_date</c>.</param>
public sealed record DraftCheck(string Name, CheckPhase Phase, CheckSeverity Severity, string About, string Sql)
{
    /// <summary>A check that a pipeline has.</summary>
    public static DraftCheck Of(CheckDefinition check)
    {
        ArgumentNullException.ThrowIfNull(check);
        return new DraftCheck(check.Name, check.Phase, check.Severity, check.About, check.Sql.Sql);
    }

    /// <summary>Where the file belongs, relative to the pipeline's folder.</summary>
    internal string Path => $"90_checks/{PipelineFolder.NameOf(Phase)}/{Name}.sql";

    /// <summary>The file: lines end as on this system's disks, and the last line ends too.</summary>
    internal SqlText File
    {
        get
        {
            var text = Sql.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').TrimEnd() + "\n";
            return new SqlText(Path, text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
        }
    }

    /// <summary>SHA-256 of the SQL as it would be saved, 64 hex digits: what the audit log names it by.</summary>
    public string Sha256 => File.Sha256;
}
