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

internal sealed class ModelLedgerConfiguration
    : IEntityTypeConfiguration<ModelDate>,
        IEntityTypeConfiguration<ModelState>,
        IEntityTypeConfiguration<PipelineSchemaState>
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
}
