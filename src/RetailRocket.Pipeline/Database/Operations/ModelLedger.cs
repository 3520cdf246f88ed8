using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RetailRocket.Pipeline.Database.Operations;

/// <summary>Which code and which data a date of a staging or mart table was built from.</summary>
public sealed class ModelDate
{
    public required string Pipeline { get; init; }
    public required string Model { get; init; }
    public DateOnly Date { get; init; }
    public required string Version { get; init; }
    public long AsOfSeq { get; init; }
    public long RunId { get; init; }
}

/// <summary>Which code and which data an undated table was built from.</summary>
public sealed class ModelState
{
    public required string Pipeline { get; init; }
    public required string Model { get; init; }
    public required string Version { get; init; }
    public long AsOfSeq { get; init; }
    public long RunId { get; init; }
}

/// <summary>Which files of <c>00_schema</c> a pipeline's tables were made from.</summary>
public sealed class PipelineSchemaState
{
    public required string Pipeline { get; init; }
    public required string Sha256 { get; init; }
    public DateTime AppliedAt { get; init; }
}

/// <summary>The files of a definition that a run used, so that its figures can be recomputed when the files are others.</summary>
public sealed class DefinitionText
{
    public required string Pipeline { get; init; }

    /// <summary><see cref="Definitions.PipelineDefinition.Version"/>.</summary>
    public required string Version { get; init; }

    /// <summary>Text of each file by its path in the pipeline's folder, a JSON object.</summary>
    public required string Files { get; init; }

    public DateTime RecordedAt { get; init; }
}

internal sealed class ModelLedgerConfiguration
    : IEntityTypeConfiguration<ModelDate>,
        IEntityTypeConfiguration<ModelState>,
        IEntityTypeConfiguration<PipelineSchemaState>,
        IEntityTypeConfiguration<DefinitionText>
{
    public void Configure(EntityTypeBuilder<ModelDate> builder) =>
        builder.HasKey(date => new
        {
            date.Pipeline,
            date.Model,
            date.Date,
        });

    public void Configure(EntityTypeBuilder<ModelState> builder) =>
        builder.HasKey(state => new { state.Pipeline, state.Model });

    public void Configure(EntityTypeBuilder<PipelineSchemaState> builder) => builder.HasKey(state => state.Pipeline);

    public void Configure(EntityTypeBuilder<DefinitionText> builder)
    {
        builder.HasKey(text => new { text.Pipeline, text.Version });
        builder.Property(text => text.Files).HasColumnType("jsonb");
    }
}
