using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Landing;

public sealed class RealSampleTests
{
    [Fact]
    public async Task Land_RetailRocketSample_HasItsKnownFigures()
    {
        var folder = SharedData.Path("data/retailrocket-sample");
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Events);

        var report = await database.Lander.LandAsync(
            database.Pipeline,
            folder,
            new(),
            null,
            TestContext.Current.CancellationToken
        );

        var file = Assert.Single(report.Files);
        Assert.Equal((9385, 0, 0), (file.Rows, file.Rejected, file.Undated));
        Assert.Equal(
            (new DateOnly(2015, 5, 3), new DateOnly(2015, 9, 18)),
            (file.FirstDate!.Value, file.LastDate!.Value)
        );
        Assert.Equal(139, (await database.SourceDatesAsync()).Count);
        Assert.Equal(
            ["addtocart|263|0", "transaction|46|40", "view|9076|0"],
            await database.RowsAsync(
                "select event_type, count(*)::text, count(distinct transaction_id)::text from lab.raw_events group by 1 order by 1"
            )
        );
        // The dates that landing computed are those that SQL computes.
        Assert.Empty(
            await database.RowsAsync(
                """
                select coalesce(d.business_date, e.day)::text
                from (
                    select (to_timestamp(timestamp_ms / 1000.0) at time zone 'Asia/Seoul')::date as day, count(*) as rows
                    from lab.raw_events group by 1
                ) as e
                full join ops.source_dates d on d.business_date = e.day and d.rows = e.rows
                where d.rows is null or e.rows is null
                """
            )
        );
    }

    [Fact]
    public async Task Land_OnlineRetail_HasEveryRow()
    {
        var packed = SharedData.Path("data/online-retail/online_retail.csv.gz");
        var source = TestPipeline.Source(
            SourceFormat.Csv,
            new SourceDate("invoicedate", SourceDateKind.Timestamp),
            ("InvoiceNo", SourceColumnType.Text),
            ("Description", SourceColumnType.Text),
            ("Quantity", SourceColumnType.Int),
            ("InvoiceDate", SourceColumnType.Timestamp),
            ("UnitPrice", SourceColumnType.Numeric)
        );
        source = source with
        {
            Columns = [.. source.Columns.Select(column => column with { Name = column.Name.ToLowerInvariant() })],
        };
        await using var database = await LandingDatabase.CreateAsync(TestPipeline.Of(source));
        await using (
            var input = new System.IO.Compression.GZipStream(
                File.OpenRead(packed),
                System.IO.Compression.CompressionMode.Decompress
            )
        )
        await using (var output = File.Create(Path.Combine(database.Folder, "online_retail.csv")))
            await input.CopyToAsync(output, TestContext.Current.CancellationToken);

        var report = await database.LandAsync();

        Assert.Equal((541_909, 0), (report.Files[0].Rows, report.Files[0].Rejected));
    }
}
