using System.Diagnostics;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Quality.Workshop;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Pipeline.Tests.Engine;

namespace RetailRocket.Pipeline.Tests.Quality;

/// <summary>Drafts of checks over a real warehouse: what they would have said, and what they cannot do.</summary>
public sealed class CheckWorkshopTests
{
    private const string Wishes = """
        select
            (to_timestamp(timestamp_ms::double precision / 1000) at time zone @time_zone)::date as check_date,
            event_type,
            visitor_id
        from raw_rr_events
        where file_id = any(@file_ids) and event_type = 'wishlist'
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Try_EachCheckOfThePipeline_SaysWhatTheRunSaid()
    {
        await using var host = await HostAsync();
        var run = await host.RunAsync("2015-06-01", "2015-06-03");

        foreach (var check in host.Definition.Checks)
        {
            var trial = await TryAsync(host, DraftCheck.Of(check), days: 3);
            var said = run.Checks.Where(outcome => outcome.Check.Name == check.Name).OrderBy(outcome => outcome.Date);
            Assert.Equal(
                said.Select(outcome => (outcome.Date, (Verdict?)outcome.Verdict, outcome.FailedRows, outcome.Samples)),
                trial.Dates.Select(date => (date.Date, date.Verdict, date.FailedRows, date.Samples))
            );
        }
        Assert.Contains(run.Checks, outcome => outcome.Verdict == Verdict.Fail);
    }

    [Fact]
    public async Task Try_FiguresOfSeveralRuns_JudgesEachDateByItsLastRun()
    {
        await using var host = await HostAsync();
        await host.RunAsync("2015-06-01", "2015-06-02");
        await host.RunAsync("2015-06-02");

        var trial = await TryAsync(
            host,
            Draft(
                "select kpi_date as check_date, run_id from mart_rr_funnel_daily where run_id = @run_id",
                CheckPhase.AfterKpi
            ),
            days: 4
        );

        Assert.Equal([Verdict.Fail, Verdict.Fail, null, Verdict.NoData], trial.Dates.Select(date => date.Verdict));
        Assert.Equal("""[{"run_id": 1}]""", trial.Dates[0].Samples);
        Assert.Equal("""[{"run_id": 2}]""", trial.Dates[1].Samples);
    }

    [Theory]
    [InlineData(CheckSeverity.Block, Verdict.Fail, true)]
    [InlineData(CheckSeverity.Warn, Verdict.Warn, false)]
    public async Task Try_NewCheck_BlocksByItsSeverity(CheckSeverity severity, Verdict verdict, bool blocks)
    {
        await using var host = await HostAsync();

        var trial = await TryAsync(host, Draft(Wishes) with { Severity = severity }, days: 4);

        Assert.Equal([Verdict.Pass, verdict, Verdict.Pass, Verdict.NoData], trial.Dates.Select(date => date.Verdict));
        Assert.Equal([false, blocks, false, false], trial.Dates.Select(date => date.Blocks));
        Assert.Equal(1, trial.Dates[1].FailedRows);
        Assert.Contains("777", trial.Dates[1].Samples, StringComparison.Ordinal);
        Assert.Equal(0, await host.ScalarAsync<long>("select count(*) from ops.check_results"));
    }

    [Theory]
    [InlineData("delete from raw_rr_events", 1, "must be a SELECT")]
    [InlineData("set role warehouse_owner", 1, "must be a SELECT")]
    [InlineData("copy raw_rr_events to '/tmp/x'", 1, "must be a SELECT")]
    [InlineData("select @from as check_date;\ndrop table raw_rr_events", 2, "second statement")]
    [InlineData(
        "with gone as (\ndelete from raw_rr_events returning 1)\nselect @from as check_date from gone",
        2,
        "DELETE"
    )]
    [InlineData("select @from as check_date into mine from raw_rr_events", 1, "SELECT INTO")]
    [InlineData("select @from as check_date\nfrom no_such_table", 2, "neither a raw table nor a model")]
    [InlineData("select @from as check_date) , mine as (select 1", 1, "")]
    [InlineData("select 1 as one", 1, "check_date")]
    [InlineData("select @from as check_date\nwhere @missing > 1", 2, "@missing")]
    public async Task Read_WhatNoCheckMayBe_NamesTheLine(string sql, int line, string words)
    {
        await using var host = await EngineHost.CreateAsync();
        var error = Assert.Throws<DefinitionException>(() => DraftReader.Read(host.Definition, Draft(sql)));
        Assert.Contains(
            error.Problems,
            problem => problem.Line == line && problem.Message.Contains(words, StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../other")]
    [InlineData("Some Name")]
    public async Task Read_NameThatIsNoFileName_IsRefused(string name)
    {
        await using var host = await EngineHost.CreateAsync();
        Assert.Throws<DefinitionException>(() => DraftReader.Read(host.Definition, Draft(Wishes) with { Name = name }));
    }

    [Theory]
    [InlineData("select @from as check_date, pg_read_file('/etc/passwd') as text", "permission denied")]
    [InlineData("select @from as check_date, lo_import('/etc/passwd') as text", "")]
    [InlineData(
        "select @from as check_date, set_config('role', 'warehouse_owner', false) as text",
        "permission denied"
    )]
    [InlineData("select @from as check_date, set_config('transaction_read_only', 'off', true) as text", "read-write")]
    [InlineData("select @from as check_date, nextval('ops.runs_id_seq') as n", "")]
    [InlineData("select @from as check_date, dblink('dbname=postgres', 'select 1') as x", "does not exist")]
    [InlineData("select @from as check_date, query_to_xml('delete from ops.runs', true, true, '') as x", "")]
    [InlineData(
        "select @from as check_date, query_to_xml('select * from ops.runs', true, true, '') as x",
        "permission denied"
    )]
    [InlineData("select @from as check_date, * from identity.people", "")]
    [InlineData("select @from as check_date, * from pg_catalog.pg_authid", "permission denied")]
    [InlineData("select @from as check_date,\n    1 / 0 as x", "division by zero")]
    public async Task Try_HostileSql_IsRefusedAndChangesNothing(string sql, string words)
    {
        await using var host = await HostAsync();
        var before = await FingerprintAsync(host);

        var error = await Assert.ThrowsAsync<TrialException>(() => TryAsync(host, Draft(sql), days: 3));

        Assert.Equal(TrialFailure.Sql, error.Failure);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await FingerprintAsync(host));
    }

    [Fact]
    public async Task Try_WrongColumn_NamesItsLine()
    {
        await using var host = await HostAsync();
        var error = await Assert.ThrowsAsync<TrialException>(() =>
            TryAsync(host, Draft("select\n    @from as check_date,\n    no_such_column\nfrom raw_rr_events"), days: 2)
        );
        Assert.Equal(3, error.Line);
    }

    [Theory]
    [InlineData("select @from as check_date, pg_sleep(60)::text as slept")]
    [InlineData(
        "select @from as check_date, set_config('statement_timeout', '0', false) || pg_sleep(60)::text as slept"
    )]
    public async Task Try_BeyondTheLimit_IsStopped(string sql)
    {
        await using var host = await HostAsync();
        var clock = Stopwatch.StartNew();

        var error = await Assert.ThrowsAsync<TrialException>(() =>
            TryAsync(host, Draft(sql), days: 3, TimeSpan.FromSeconds(1))
        );

        Assert.Equal(TrialFailure.TimeLimit, error.Failure);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"It took {clock.Elapsed}.");
        // The next one is not slower for it.
        Assert.Equal(1, (await TryAsync(host, Draft(Wishes), days: 3)).Dates.Count(date => date.Blocks));
    }

    [Fact]
    public async Task Role_OfDrafts_ReadsThePipelineAndWritesNothing()
    {
        await using var host = await HostAsync();
        await TryAsync(host, Draft(Wishes), days: 2);

        Assert.Equal(
            0,
            await host.ScalarAsync<long>(
                """
                select count(*) from pg_class
                where relkind in ('r', 'p', 'v', 'm', 'S')
                    and relnamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
                    and case
                        when relkind = 'S' then has_sequence_privilege('warehouse_checker', oid, 'usage, update')
                        else has_table_privilege('warehouse_checker', oid, 'insert, update, delete, truncate')
                    end
                """
            )
        );
        Assert.Equal(
            "quarantine, source_dates, source_file_dates, source_files",
            await host.ScalarAsync<string>(
                """
                select string_agg(relname, ', ' order by relname) from pg_class
                where relnamespace = 'ops'::regnamespace and relkind in ('r', 'p', 'v')
                    and has_table_privilege('warehouse_checker', oid, 'select')
                """
            )
        );
    }

    private static DraftCheck Draft(string sql, CheckPhase phase = CheckPhase.BeforeStaging) =>
        new("105_draft", phase, CheckSeverity.Block, "A draft.", sql);

    /// <summary>Three dates with rows, the second with an unknown event; nothing was run.</summary>
    private static async Task<EngineHost> HostAsync()
    {
        using var files = new EventFiles().Days("2015-06-01", 3).Event("2015-06-02 12:00:00", 777, "wishlist").Write();
        var host = await EngineHost.CreateAsync();
        await host.LandAsync(files.Path);
        return host;
    }

    private static Task<CheckTrial> TryAsync(EngineHost host, DraftCheck draft, int days, TimeSpan? limit = null)
    {
        var from = EngineHost.Day("2015-06-01");
        return host.Get<CheckWorkshop>()
            .TryAsync(
                host.Definition,
                DraftReader.Read(host.Definition, draft),
                new DateRange(from, from.AddDays(days - 1)),
                limit ?? Limit,
                Token
            );
    }

    private static Task<string> FingerprintAsync(EngineHost host) =>
        host.ScalarAsync<string>(
            """
            select concat_ws(' ',
                (select count(*) from retailrocket.raw_rr_events),
                (select count(*) from ops.runs),
                (select count(*) from ops.source_files),
                (select count(*) from pg_class where relkind in ('r', 'p')),
                (select count(*) from pg_largeobject_metadata)
            )
            """
        );
}
