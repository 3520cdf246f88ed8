using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RetailRocket.Pipeline.Database.Operations;

/// <summary>The pointer: which run's rows readers see for a date. Moving it is publishing, and rolling back.</summary>
public sealed class Publication
{
    public required string Pipeline { get; init; }
    public DateOnly Date { get; init; }
    public long RunId { get; set; }
    public DateTime PublishedAt { get; set; }
    public required string PublishedBy { get; set; }
    public Verdict Verdict { get; set; }
    public required string DefinitionVersion { get; set; }

    /// <summary>Hash of the versions of all KPI models: changes when a figure's definition does, not when a check's does.</summary>
    public required string FiguresVersion { get; set; }

    /// <summary>Last change of the landed data that the figures have read.</summary>
    public long AsOfSeq { get; set; }

    /// <summary>When the export files were written; null while they are still to be written.</summary>
    public DateTime? ExportedAt { get; set; }
}

/// <summary>One move of the pointer.</summary>
public sealed class PublicationEvent
{
    public long Id { get; init; }
    public required string Pipeline { get; init; }
    public DateOnly Date { get; init; }
    public long RunId { get; init; }
    public long? PreviousRunId { get; init; }
    public DateTime At { get; init; }
    public required string By { get; init; }

    /// <summary><c>publish</c> or <c>rollback</c>.</summary>
    public required string Kind { get; init; }
}

internal sealed class PublicationsConfiguration
    : IEntityTypeConfiguration<Publication>,
        IEntityTypeConfiguration<PublicationEvent>
{
    public void Configure(EntityTypeBuilder<Publication> builder)
    {
        builder.HasKey(publication => new { publication.Pipeline, publication.Date });
        builder.Property(publication => publication.Verdict).HasConversion<string>();
        builder
            .HasOne<Run>()
            .WithMany()
            .HasForeignKey(publication => publication.RunId)
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PublicationEvent> builder) =>
        builder.HasIndex(change => new
        {
            change.Pipeline,
            change.Date,
            change.At,
        });
}
