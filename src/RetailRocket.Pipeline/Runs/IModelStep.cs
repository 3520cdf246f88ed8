using Npgsql;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Runs;

/// <summary>A model that SQL cannot express. <c>step: name</c> in pipeline.yml names it.</summary>
public interface IModelStep
{
    string Name { get; }

    /// <summary>
    /// Writes the rows of <see cref="ModelStepContext.Range"/> into the model's table. Rows of those dates are already
    /// deleted, and everything happens in the transaction of <see cref="ModelStepContext.Connection"/>.
    /// </summary>
    /// <returns>Rows written.</returns>
    Task<long> RunAsync(ModelStepContext context, CancellationToken cancellationToken);
}

/// <param name="Connection">Open, in a transaction, with the pipeline's schema as its search path.</param>
/// <param name="RunId">The run, for the <c>run_id</c> column of KPI tables.</param>
public sealed record ModelStepContext(
    PipelineDefinition Definition,
    ModelDefinition Model,
    NpgsqlConnection Connection,
    DateRange Range,
    long RunId
);
