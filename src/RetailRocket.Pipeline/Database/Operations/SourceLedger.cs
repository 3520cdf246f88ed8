using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RetailRocket.Pipeline.Database.Operations;

/// <summary>A landed file. A changed file is a new row; the old one keeps its history with <see cref="ReplacedAt"/>.</summary>
public sealed class SourceFile
{
    public int Id { get; init; }
    public required string Pipeline { get; init; }
    public required string Source { get; init; }

    /// <summary>File name without folder: the file's identity within its source.</summary>
    public required string Name { get; init; }

    public required string Path { get; set; }
    public required string Sha256 { get; init; }
    public long Bytes { get; init; }
    public DateTime ModifiedAt { get; set; }

    /// <summary>Rows in the raw table.</summary>
    public long Rows { get; init; }

    /// <summary>Lines in quarantine.</summary>
    public long Rejected { get; init; }

    /// <summary>Rows in the raw table without a usable date.</summary>
    public long Undated { get; init; }

    public DateTime LandedAt { get; init; }
    public DateTime? ReplacedAt { get; set; }
}

/// <summary>What one file holds of one business date.</summary>
public sealed class SourceFileDate
{
    public int FileId { get; init; }
    public DateOnly BusinessDate { get; init; }
    public long Rows { get; init; }
    public long Rejected { get; init; }

    /// <summary>Wrapping sum of a 64-bit hash of each line: equal lines give an equal sum in any order and any cut into files.</summary>
    public long Fingerprint { get; init; }
}

/// <summary>What all current files of a dated source hold of one business date, and when that last changed.</summary>
public sealed class SourceDateState
{
    public required string Pipeline { get; init; }
    public required string Source { get; init; }
    public DateOnly BusinessDate { get; init; }
    public long Rows { get; init; }
    public long Rejected { get; init; }
    public long Fingerprint { get; init; }
    public long ChangedSeq { get; init; }
}

/// <summary>What the current files of an undated source are, and when that last changed.</summary>
public sealed class SourceState
{
    public required string Pipeline { get; init; }
    public required string Source { get; init; }
    public required string Fingerprint { get; init; }
    public long ChangedSeq { get; init; }
}

/// <summary>A source line that could not be parsed, kept whole.</summary>
public sealed class QuarantinedLine
{
    public long Id { get; init; }
    public required string Pipeline { get; init; }
    public required string Source { get; init; }
    public int FileId { get; init; }
    public long LineNo { get; init; }

    /// <summary>Null where the line's own date could not be read.</summary>
    public DateOnly? BusinessDate { get; init; }

    public required string Reason { get; init; }
    public required string Text { get; init; }
}

internal sealed class SourceLedgerConfiguration
    : IEntityTypeConfiguration<SourceFile>,
        IEntityTypeConfiguration<SourceFileDate>,
        IEntityTypeConfiguration<SourceDateState>,
        IEntityTypeConfiguration<SourceState>,
        IEntityTypeConfiguration<QuarantinedLine>
{
    public void Configure(EntityTypeBuilder<SourceFile> builder) =>
        builder
            .HasIndex(file => new
            {
                file.Pipeline,
                file.Source,
                file.Name,
            })
            .IsUnique()
            .HasFilter("replaced_at is null");

    public void Configure(EntityTypeBuilder<SourceFileDate> builder)
    {
        builder.HasKey(date => new { date.FileId, date.BusinessDate });
        builder.HasIndex(date => date.BusinessDate);
        builder.HasOne<SourceFile>().WithMany().HasForeignKey(date => date.FileId);
    }

    public void Configure(EntityTypeBuilder<SourceDateState> builder) =>
        builder.HasKey(date => new
        {
            date.Pipeline,
            date.Source,
            date.BusinessDate,
        });

    public void Configure(EntityTypeBuilder<SourceState> builder) =>
        builder.HasKey(state => new { state.Pipeline, state.Source });

    public void Configure(EntityTypeBuilder<QuarantinedLine> builder)
    {
        builder.HasOne<SourceFile>().WithMany().HasForeignKey(line => line.FileId);
        builder.HasIndex(line => new
        {
            line.Pipeline,
            line.Source,
            line.BusinessDate,
        });
    }
}
