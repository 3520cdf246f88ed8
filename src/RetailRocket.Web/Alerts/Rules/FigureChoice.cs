using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Web.Alerts.Rules;

/// <summary>A figure that a rule can watch: a number in a published table with one row a date.</summary>
/// <param name="DateColumn">The table's date.</param>
public sealed record FigureChoice(string Table, string Column, string DateColumn)
{
    private static readonly string[] NumberTypes =
    [
        "smallint",
        "int",
        "integer",
        "bigint",
        "numeric",
        "real",
        "double precision",
    ];

    /// <summary>All of a pipeline, in the order of its files.</summary>
    public static IReadOnlyList<FigureChoice> Of(PipelineDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return
        [
            .. from model in definition.Models
            where model.Layer == ModelLayer.Kpi && model.DateColumn is not null
            join table in definition.Tables on model.Table equals table.Name
            where table.PrimaryKey.ToHashSet().SetEquals(["run_id", model.DateColumn!])
            from column in table.Columns
            where column.Name != "run_id" && NumberTypes.Contains(column.Type)
            select new FigureChoice(table.Name, column.Name, model.DateColumn!),
        ];
    }
}
