using Npgsql;
using NpgsqlTypes;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Pipeline.Tests.Engine;

/// <summary>The C# step of the clicks pipeline: how many dates in a row a visitor has clicked.</summary>
public sealed class ClickStreaks : IModelStep
{
    public string Name => "click_streaks";

    public async Task<long> RunAsync(ModelStepContext context, CancellationToken cancellationToken)
    {
        var limit = (int)(long)context.Definition.Settings.Single(setting => setting.Name == "streak_days").Value;
        var days = new HashSet<(string Visitor, DateOnly Date)>();
        await using (
            var query = new NpgsqlCommand(
                "select distinct visitor_id, click_date from stg_clicks where click_date between @first and @to",
                context.Connection
            )
        )
        {
            query.Parameters.Add(new("first", NpgsqlDbType.Date) { Value = context.Range.From.AddDays(1 - limit) });
            query.Parameters.Add(new("to", NpgsqlDbType.Date) { Value = context.Range.To });
            await using var reader = await query.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
                days.Add((reader.GetString(0), reader.GetFieldValue<DateOnly>(1)));
        }

        long rows = 0;
        foreach (var (visitor, date) in days.Where(day => context.Range.Contains(day.Date)).Order())
        {
            var streak = 1;
            while (streak < limit && days.Contains((visitor, date.AddDays(-streak))))
                streak++;
            await using var insert = new NpgsqlCommand(
                "insert into mart_click_streaks (streak_date, visitor_id, days) values (@date, @visitor, @days)",
                context.Connection
            );
            insert.Parameters.Add(new("date", NpgsqlDbType.Date) { Value = date });
            insert.Parameters.AddWithValue("visitor", visitor);
            insert.Parameters.AddWithValue("days", streak);
            rows += await insert.ExecuteNonQueryAsync(cancellationToken);
        }
        return rows;
    }
}
