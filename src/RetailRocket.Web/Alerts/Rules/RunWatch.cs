using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Web.Features;

namespace RetailRocket.Web.Alerts.Rules;

/// <summary>Whether the last run of the pipeline came to its end.</summary>
internal sealed class RunWatch(Warehouse warehouse) : IWatch
{
    private const string Subject = "run";

    public AlertKind Kind => AlertKind.Run;

    public async Task<IReadOnlyList<Finding>?> ReadAsync(WatchAsk ask, CancellationToken cancellationToken) =>
        await warehouse.Reader.ListAsync(
            """
            select id, status, error
            from ops.runs
            where pipeline = @pipeline and status not in ('Running', 'Cancelled')
            order by id desc
            limit 1
            """,
            row =>
            {
                var run = row.GetInt64(0);
                var failed = row.Word<RunStatus>(1) is RunStatus.Failed or RunStatus.Interrupted;
                var facts = new Facts(failed ? FactKind.RunFailed : FactKind.RunDone)
                {
                    Run = run,
                    Error = row.Words(2),
                };
                return new Finding(Subject, failed, run, facts);
            },
            cancellationToken,
            ("pipeline", ask.Definition.Name)
        );
}
