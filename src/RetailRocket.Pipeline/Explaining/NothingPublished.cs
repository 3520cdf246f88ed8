using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Explaining;

/// <summary>Says why a range has nothing that could be explained, and what to do.</summary>
internal static class NothingPublished
{
    public static async Task<ExplainException> OfAsync(
        NpgsqlConnection connection,
        PipelineDefinition definition,
        DateRange range,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(
            """
            select verdicts.date, verdicts.run_id
            from ops.run_dates as verdicts
            inner join ops.runs as runs on verdicts.run_id = runs.id
            where
                runs.pipeline = @pipeline
                and verdicts.date between @from and @to
                and verdicts.verdict = @fail
            order by verdicts.run_id desc, verdicts.date
            limit 1
            """,
            connection
        );
        command.Parameters.AddWithValue("pipeline", definition.Name);
        command.Parameters.AddWithValue("fail", nameof(Verdict.Fail));
        command.Parameters.Add(new("from", NpgsqlDbType.Date) { Value = range.From });
        command.Parameters.Add(new("to", NpgsqlDbType.Date) { Value = range.To });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var why = await rows.ReadAsync(cancellationToken)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $" {rows.GetFieldValue<DateOnly>(0):yyyy-MM-dd} was held back by a check in run {rows.GetInt64(1)}; its figures "
            ) + "can be explained all the same, unpublished (--held-back)."
            : " Choose dates that pipeline status shows as published.";
        return new ExplainException(
            ExplainFailure.NoData,
            $"{definition.Name} has nothing published for {range}.{why}"
        );
    }
}
