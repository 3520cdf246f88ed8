using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RetailRocket.Pipeline.Database.Operations;

/// <summary>
/// The pointer: which run's rows readers see for a date. Moving it is publishing, and rolling back. A waiver lays a second
/// pointer over the ordinary one; the view <c>ops.publications</c> shows whichever the database's clock says, so a waived figure
/// is gone the moment its waiver ends, whether or not a program runs. The rows themselves are in <c>ops.pointers</c>.
/// </summary>
public sealed class Publication
{
    public required string Pipeline { get; init; }
    public DateOnly Date { get; init; }

    /// <summary>The waiver that lets it stand; 0 for an ordinary publication.</summary>
    public long WaiverId { get; init; }

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

    /// <summary>When a waiver that covers it ends; null when none does.</summary>
    public DateTime? ShownFrom { get; init; }

    /// <summary>When its waiver ends; null for an ordinary publication.</summary>
    public DateTime? ShownUntil { get; init; }
}

/// <summary>One move of the pointer.</summary>
public sealed class PublicationEvent
{
    public long Id { get; init; }
    public required string Pipeline { get; init; }
    public DateOnly Date { get; init; }

    /// <summary>The run that readers see from then on; null when the date is not published any more.</summary>
    public long? RunId { get; init; }

    public long? PreviousRunId { get; init; }
    public DateTime At { get; init; }
    public required string By { get; init; }

    /// <summary>
    /// <c>publish</c>, <c>rollback</c>, <c>waive</c> (published under a waiver), <c>withdraw</c> and <c>end</c> (the waiver was
    /// taken back, or its time was over).
    /// </summary>
    public required string Kind { get; init; }
}

internal sealed class PublicationsConfiguration
    : IEntityTypeConfiguration<Publication>,
        IEntityTypeConfiguration<PublicationEvent>
{
    public void Configure(EntityTypeBuilder<Publication> builder)
    {
        builder.ToTable("pointers").ToView("publications", OperationsContext.SchemaName);
        builder.HasKey(publication => new
        {
            publication.Pipeline,
            publication.Date,
            publication.WaiverId,
        });
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
