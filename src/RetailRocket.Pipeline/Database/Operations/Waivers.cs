using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RetailRocket.Pipeline.Database.Operations;

/// <summary>Where a waiver stands; see docs/operations.md for who moves it where.</summary>
public enum WaiverState
{
    /// <summary>It waits for a second person.</summary>
    Asked,

    /// <summary>The blocked run is published under it until it ends.</summary>
    Approved,

    /// <summary>A second person said no.</summary>
    Refused,

    /// <summary>Taken back by a person, before or after its approval.</summary>
    Withdrawn,

    /// <summary>Its time was over.</summary>
    Ended,

    /// <summary>A newer run was published for the date.</summary>
    Superseded,
}

/// <summary>A blocked date published on a person's word: which run, why, until when, and who agreed.</summary>
public sealed class Waiver
{
    public long Id { get; init; }
    public required string Pipeline { get; init; }
    public DateOnly Date { get; init; }

    /// <summary>The run that a gate held back.</summary>
    public long RunId { get; init; }

    public WaiverState State { get; init; }

    /// <summary>Names of the checks that are waived: those that failed.</summary>
    public required IReadOnlyList<string> Checks { get; init; }

    public required string Reason { get; init; }
    public required string AskedBy { get; init; }
    public DateTime AskedAt { get; init; }

    /// <summary>From then on readers see what was published before.</summary>
    public DateTime EndsAt { get; init; }

    /// <summary>Who approved or refused it: never who asked.</summary>
    public string? DecidedBy { get; init; }

    public DateTime? DecidedAt { get; init; }

    /// <summary>Who withdrew it, or whose run took its place; null when its time was over.</summary>
    public string? ClosedBy { get; init; }

    public DateTime? ClosedAt { get; init; }
}

internal sealed class WaiversConfiguration : IEntityTypeConfiguration<Waiver>
{
    public void Configure(EntityTypeBuilder<Waiver> builder)
    {
        builder.Property(waiver => waiver.State).HasConversion<string>();
        builder.HasOne<Run>().WithMany().HasForeignKey(waiver => waiver.RunId);
        builder
            .HasIndex(waiver => new { waiver.Pipeline, waiver.Date })
            .IsUnique()
            .HasFilter("state in ('Asked', 'Approved')");
        builder.HasIndex(waiver => waiver.RunId);
        // Two persons, whatever the program in front of the table believes.
        builder.ToTable(table =>
            table.HasCheckConstraint("ck_waivers_two_persons", "lower(decided_by) <> lower(asked_by)")
        );
    }
}
