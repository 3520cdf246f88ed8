using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Api;

/// <summary>Published rows by the API, cell for cell what <c>pipeline show</c> prints.</summary>
[Collection(OneApp.Name)]
public sealed class RowsTests(AppHost host)
{
    private const string Tables = "/api/v1/retailrocket/tables";
    private const string Funnel = Tables + "/mart_rr_funnel_daily";
    private const string Cohorts = Tables + "/mart_rr_cohort_weekly";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IEnumerable<string> Published =>
        host.Get<PipelineCatalog>()
            .Get("retailrocket")
            .Models.Where(model => model.Layer == ModelLayer.Kpi)
            .Select(model => model.Table);

    [Fact]
    public async Task Csv_EveryTable_IsByteForByteWhatShowPrints()
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Marketer);
        foreach (var table in Published)
        {
            var shown = await ShowAsync(table, null);
            Assert.True(shown.Split('\n').Length > 2, $"{table} has no rows to compare.");
            Assert.Equal(shown, await client.TextAsync($"{Tables}/{table}?format=csv"));
            Assert.Equal(
                await ShowAsync(table, new DateOnly(2015, 6, 8)),
                await client.TextAsync($"{Tables}/{table}?format=csv&date=2015-06-08")
            );
        }
    }

    [Fact]
    public async Task Json_EveryTable_HasTheCellsThatShowPrints()
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Marketer);
        foreach (var table in Published)
        {
            var lines = (await ShowAsync(table, null))
                .TrimEnd()
                .Split("\n")
                .Select(line => line.TrimEnd('\r'))
                .ToList();
            var answer = await client.JsonAsync($"{Tables}/{table}");
            var names = answer
                .GetProperty("columns")
                .EnumerateArray()
                .Select(column => column.GetProperty("name").GetString());
            Assert.Equal(lines[0], string.Join(',', names));
            Assert.Equal(lines.Skip(1), answer.GetProperty("rows").EnumerateArray().Select(Line));
        }
    }

    [Fact]
    public async Task Rows_Accepted_AsCsv_AreCsvWithCertificateInHeaders()
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        var answer = await client.GetAsync($"{Funnel}?date=2015-06-08", ("Accept", "text/csv"));
        Assert.Equal("text/csv", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(
            "mart_rr_funnel_daily_2015-06-08.csv",
            answer.Content.Headers.ContentDisposition!.FileName!.Trim('"')
        );
        string Header(string name) => Assert.Single(answer.Headers.GetValues(name));
        Assert.Equal("2015-06-08", Header("X-Certificate-As-Of"));
        Assert.Equal("PASS", Header("X-Certificate-Verdict"));
        Assert.Equal("true", Header("X-Certificate-Fresh"));
        Assert.Equal(host.Get<PipelineCatalog>().Get("retailrocket").Version, Header("X-Certificate-Definition"));
        Assert.True(long.Parse(Header("X-Certificate-Run"), CultureInfo.InvariantCulture) > 0);
    }

    [Fact]
    public async Task Rows_OfARange_CertifyEveryPublishedDate()
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        var answer = await client.JsonAsync($"{Funnel}?from=2015-06-01&to=2015-06-10");
        var certificate = answer.GetProperty("certificate");
        Assert.Equal("2015-06-08", certificate.GetProperty("asOf").GetString());
        Assert.Equal(
            ["2015-06-01", "2015-06-08"],
            certificate.GetProperty("dates").EnumerateArray().Select(date => date.GetProperty("asOf").GetString())
        );
        Assert.Equal(2, answer.GetProperty("rows").GetArrayLength());
    }

    [Fact]
    public async Task Rows_WithColumns_AreThoseInThatOrder()
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        var text = await client.TextAsync($"{Funnel}?date=2015-06-08&columns=visitors,kpi_date&format=csv");
        Assert.Equal(
            ["visitors,kpi_date", "2,2015-06-08"],
            text.TrimEnd().Split('\n').Select(line => line.TrimEnd('\r'))
        );
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pages_OneAfterAnother_GiveEveryRowOnce(int limit)
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        var whole = await client.JsonAsync(Cohorts);
        var rows = new List<string>();
        var pages = 0;
        string? next = $"{Cohorts}?limit={limit}";
        while (next is not null)
        {
            var answer = await client.GetAsync(next);
            var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Token)).RootElement;
            var found = page.GetProperty("rows").EnumerateArray().Select(row => row.GetRawText()).ToList();
            Assert.InRange(found.Count, 1, limit);
            rows.AddRange(found);
            next = page.GetProperty("next").GetString();
            // The header says the same, for clients of CSV.
            Assert.Equal(next is not null, answer.Headers.Contains("Link"));
            pages++;
        }
        Assert.Equal(whole.GetProperty("rows").EnumerateArray().Select(row => row.GetRawText()), rows);
        Assert.Equal((rows.Count + limit - 1) / limit, pages);
    }

    [Fact]
    public async Task Cursor_OfAnotherTable_IsRefused()
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        var next = (await client.JsonAsync($"{Cohorts}?limit=1")).GetProperty("next").GetString()!;
        var cursor = next[next.IndexOf("cursor=", StringComparison.Ordinal)..];
        await client.ProblemAsync(HttpStatusCode.UnprocessableEntity, $"{Funnel}?limit=1&{cursor}");
    }

    [Fact]
    public async Task Etag_SentBack_IsAnsweredWithoutRows()
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        var first = await client.GetAsync($"{Funnel}?date=2015-06-08");
        var tag = first.Headers.ETag!.Tag;
        var again = await client.GetAsync($"{Funnel}?date=2015-06-08", ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal("2015-06-08", Assert.Single(again.Headers.GetValues("X-Certificate-As-Of")));
        // Another date, another format or another column is another answer.
        foreach (
            var other in (string[])["date=2015-06-01", "date=2015-06-08&format=csv", "date=2015-06-08&columns=visitors"]
        )
            Assert.Equal(
                HttpStatusCode.OK,
                (await client.GetAsync($"{Funnel}?{other}", ("If-None-Match", tag))).StatusCode
            );
    }

    [Theory]
    [InlineData("2015-06-09", "held back by 002_transaction_integrity")]
    [InlineData("2015-06-05", "no source data")]
    [InlineData("2015-06-10", "no run has judged it")]
    public async Task Date_NotPublished_SaysWhy(string date, string why)
    {
        using var client = await ApiClient.CreateAsync(host, Roles.Analyst);
        foreach (var path in (string[])[$"{Funnel}?date={date}", $"/api/v1/retailrocket/dates/{date}/certificate"])
            Assert.Contains(
                why,
                (await client.ProblemAsync(HttpStatusCode.NotFound, path)).GetProperty("detail").GetString(),
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task PersonalTable_WithoutTheRight_IsRefusedAndListedSo()
    {
        const string targets = Tables + "/mart_rr_crm_targets_daily";
        using var analyst = await ApiClient.CreateAsync(host, Roles.Analyst);
        await analyst.ProblemAsync(HttpStatusCode.Forbidden, targets);
        var listed = (await analyst.JsonAsync(Tables)).GetProperty("tables").EnumerateArray().ToList();
        var personal = Assert.Single(listed, table => table.GetProperty("personal").GetBoolean());
        Assert.Equal("mart_rr_crm_targets_daily", personal.GetProperty("name").GetString());
        Assert.False(personal.GetProperty("permitted").GetBoolean());
        Assert.All(listed.Except([personal]), table => Assert.True(table.GetProperty("permitted").GetBoolean()));
    }

    [Fact]
    public async Task PersonalTable_Read_IsInTheAuditLog()
    {
        var name = $"{Guid.NewGuid():N}@example.com";
        await host.AddAsync(name, Roles.Marketer);
        var token = await ApiClient.TokenOfAsync(host, name);
        using var client = new ApiClient(host.Address, token);
        await client.TextAsync($"{Funnel}?date=2015-06-08");
        await client.TextAsync($"{Tables}/mart_rr_crm_targets_daily?date=2015-06-08&format=csv");
        var entries = await ApiClient.AsAsync(
            host,
            Roles.Admin,
            services =>
                ((AuditQueries)services.GetService(typeof(AuditQueries))!).ReadAsync(
                    AuditFilter.None with
                    {
                        Actor = name,
                        Action = AuditAction.Download,
                    },
                    10,
                    Token
                )
        );
        var entry = Assert.Single(entries);
        Assert.Equal("retailrocket mart_rr_crm_targets_daily", entry.Subject);
        var details = JsonDocument.Parse(entry.Details).RootElement;
        Assert.Equal("2015-06-08", details.GetProperty("from").GetString());
        Assert.Equal(token[..9], details.GetProperty("token").GetString());
    }

    private async Task<string> ShowAsync(string table, DateOnly? date)
    {
        using var output = new MemoryStream();
        var definition = host.Get<PipelineCatalog>().Get("retailrocket");
        await host.Get<PublishedReader>().WriteCsvAsync(definition, table, date, output, null, null, Token);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>A row as a line of CSV, with the digits that the JSON has.</summary>
    private static string Line(JsonElement row) =>
        string.Join(
            ',',
            row.EnumerateObject()
                .Select(cell =>
                    cell.Value.ValueKind switch
                    {
                        JsonValueKind.Null => "",
                        JsonValueKind.String when cell.Value.GetString()!.Contains(',', StringComparison.Ordinal) =>
                            $"\"{cell.Value.GetString()}\"",
                        JsonValueKind.String => cell.Value.GetString(),
                        _ => cell.Value.GetRawText(),
                    }
                )
        );
}
