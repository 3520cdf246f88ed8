using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RetailRocket.Pipeline.Database.Operations;

public enum RunStatus
{
    Running,

    /// <summary>Every date with data was published.</summary>
    Published,

    /// <summary>At least one date was held back by a gate; the others were published.</summary>
    Blocked,

    /// <summary>No date of the range has source rows.</summary>
    NoData,

    /// <summary>An error stopped the run; nothing of it was published.</summary>
    Failed,

    /// <summary>A person stopped the run; nothing of it was published.</summary>
    Cancelled,

    /// <summary>The process or the server died; found and closed by a later one.</summary>
    Interrupted,

    /// <summary>Computed and judged, and published by nobody yet: it waits for approval.</summary>
    Held,

    /// <summary>A person decided against publishing it.</summary>
    Rejected,

    /// <summary>It waited for approval, and its time was over.</summary>
    Lapsed,
}

public enum Verdict
{
    /// <summary>No source rows: neither good nor bad, and never published.</summary>
    NoData,
    Pass,
    Warn,
    Fail,
}

/// <summary>One run over a range of dates.</summary>
public sealed class Run
{
    public long Id { get; init; }
    public required string Pipeline { get; init; }
    public DateOnly FromDate { get; init; }
    public DateOnly ToDate { get; init; }
    public RunStatus Status { get; set; }

    /// <summary>What started it: <c>command</c>, <c>schedule</c>, <c>page</c>.</summary>
    public required string Trigger { get; init; }

    public required string RequestedBy { get; init; }
    public DateTime StartedAt { get; init; }
    public DateTime? FinishedAt { get; set; }

    /// <summary><see cref="Definitions.PipelineDefinition.Version"/> at the time.</summary>
    public required string DefinitionVersion { get; init; }

    /// <summary><see cref="Publication.FiguresVersion"/> of the figures it computed.</summary>
    public required string FiguresVersion { get; init; }

    /// <summary>Last change of the landed data that the run has read.</summary>
    public long AsOfSeq { get; init; }

    public string? Error { get; set; }

    /// <summary>How long it may wait for approval; null for a run that publishes by itself.</summary>
    public DateTime? HeldUntil { get; init; }

    /// <summary>Who approved or rejected it.</summary>
    public string? DecidedBy { get; init; }

    public DateTime? DecidedAt { get; init; }
}

/// <summary>What a run decided of one date.</summary>
public sealed class RunDate
{
    public long RunId { get; init; }
    public DateOnly Date { get; init; }
    public Verdict Verdict { get; init; }
    public bool Published { get; init; }

    /// <summary>Checks that passed, warned and failed.</summary>
    public int Passed { get; init; }
    public int Warned { get; init; }
    public int Failed { get; init; }
}

/// <summary>One step of a run: a model over a range, a check, publishing, exporting.</summary>
public sealed class RunStep
{
    public long Id { get; init; }
    public long RunId { get; init; }
    public required string Kind { get; init; }
    public required string Name { get; init; }
    public DateOnly? FromDate { get; init; }
    public DateOnly? ToDate { get; init; }
    public DateTime StartedAt { get; init; }
    public DateTime FinishedAt { get; init; }

    /// <summary>Rows written, or violating rows found.</summary>
    public long Rows { get; init; }

    /// <summary>Version of the SQL that ran; empty for steps without SQL.</summary>
    public required string SqlVersion { get; init; }

    public string? Error { get; init; }
}

/// <summary>One check of one date of one run, passes included.</summary>
public sealed class CheckResult
{
    public long Id { get; init; }
    public long RunId { get; init; }
    public required string Pipeline { get; init; }
    public DateOnly Date { get; init; }
    public required string CheckName { get; init; }
    public required string Phase { get; init; }
    public required string Severity { get; init; }
    public Verdict Verdict { get; init; }

    /// <summary>Violating rows, or the pass rate in percent when the check has one.</summary>
    public decimal? Observed { get; init; }

    /// <summary>The most violating rows (0), or the least pass rate in percent.</summary>
    public decimal Threshold { get; init; }

    public bool IsPassRate { get; init; }
    public long FailedRows { get; init; }
    public int DurationMs { get; init; }
    public required string SqlSha256 { get; init; }

    /// <summary>Up to 50 violating rows as a JSON array.</summary>
    public required string Samples { get; init; }

    public DateTime CheckedAt { get; init; }
}

internal sealed class RunHistoryConfiguration
    : IEntityTypeConfiguration<Run>,
        IEntityTypeConfiguration<RunDate>,
        IEntityTypeConfiguration<RunStep>,
        IEntityTypeConfiguration<CheckResult>
{
    public void Configure(EntityTypeBuilder<Run> builder)
    {
        builder.Property(run => run.Status).HasConversion<string>();
        builder.HasIndex(run => new { run.Pipeline, run.StartedAt });
        builder.HasIndex(run => run.Status).HasFilter("status = 'Running'");
    }

    public void Configure(EntityTypeBuilder<RunDate> builder)
    {
        builder.HasKey(date => new { date.RunId, date.Date });
        builder.HasOne<Run>().WithMany().HasForeignKey(date => date.RunId);
        builder.Property(date => date.Verdict).HasConversion<string>();
        builder.HasIndex(date => new { date.Date, date.RunId });
    }

    public void Configure(EntityTypeBuilder<RunStep> builder)
    {
        builder.HasOne<Run>().WithMany().HasForeignKey(step => step.RunId);
    }

    public void Configure(EntityTypeBuilder<CheckResult> builder)
    {
        builder.HasOne<Run>().WithMany().HasForeignKey(result => result.RunId);
        builder.Property(result => result.Verdict).HasConversion<string>();
        builder.Property(result => result.Samples).HasColumnType("jsonb");
        builder.HasIndex(result => new { result.RunId, result.Date });
        builder.HasIndex(result => new
        {
            result.Pipeline,
            result.CheckName,
            result.Date,
        });
    }
}
