using System.Security.Cryptography;
using System.Text;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Web.Features.Campaigns;
using RetailRocket.Web.Features.Targets;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Campaigns;

/// <summary>The groups of a campaign as files, and the suppression list from one.</summary>
public sealed class CampaignFilesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FileEncoding.Utf8Bom)]
    [InlineData(FileEncoding.Utf8)]
    [InlineData(FileEncoding.Cp949)]
    public async Task Write_NameThatIsAFormula_IsHarmlessAndAsCertified(FileEncoding encoding)
    {
        await using var shop = await CreateAsync();
        var id = await shop.PrepareAsync("=HYPERLINK(\"x\")", 0.5m);
        await shop.HandOutAsync(id);
        var rows = 0L;
        foreach (var part in (CampaignPart[])[CampaignPart.Contact, CampaignPart.Holdout])
        {
            var request = new CampaignFileRequest(CampaignShop.Pipeline, id, part, encoding);
            var certificate = await shop.CampaignFiles().OpenAsync(request, Token);
            using var output = new MemoryStream();
            await shop.CampaignFiles().WriteAsync(request, output, Token);

            var bytes = output.ToArray();
            Assert.Equal(("PASS", null), (certificate!.Verdict, certificate.Waiver));
            Assert.Equal(certificate.Bytes, bytes.Length);
            Assert.Equal(certificate.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            Assert.Equal(encoding == FileEncoding.Utf8Bom, bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
            var lines = Encoding
                .UTF8.GetString(bytes)
                .TrimStart('\uFEFF')
                .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal("kpi_date,visitor_id,segment_name,evidence,rank_in_segment,campaign,campaign_group", lines[0]);
            Assert.Equal(certificate.Rows, lines.Length - 1);
            Assert.All(lines.Skip(1), line => Assert.Contains("\"'=HYPERLINK(", line, StringComparison.Ordinal));
            Assert.All(lines.Skip(1), line => Assert.EndsWith($",{certificate.Group}", line, StringComparison.Ordinal));
            Assert.Equal($"campaign_{id}_{certificate.Group}_2015-06-01_{certificate.Rows}_rows.csv", certificate.File);
            rows += certificate.Rows;
        }
        Assert.Equal(40, rows);
        Assert.Equal(
            2,
            (await shop.AuditEntriesAsync()).Count(entry =>
                entry.Action == AuditAction.Download && entry.Actor == "marketer-person"
            )
        );
    }

    [Fact]
    public async Task Open_NotHandedOutOrUnknown_IsNothing()
    {
        await using var shop = await CreateAsync();
        var id = await shop.PrepareAsync("spring");
        var request = new CampaignFileRequest(CampaignShop.Pipeline, id, CampaignPart.Contact, FileEncoding.Utf8);

        Assert.Null(await shop.CampaignFiles().OpenAsync(request, Token));
        await shop.HandOutAsync(id);
        Assert.NotNull(await shop.CampaignFiles().DescribeAsync(request, Token));
        Assert.Null(await shop.CampaignFiles().OpenAsync(request with { Campaign = id + 1 }, Token));
        Assert.Null(await shop.CampaignFiles().OpenAsync(request with { Pipeline = "clicks" }, Token));
        Assert.Null(await shop.CampaignFiles().OpenAsync(request with { Part = CampaignPart.Suppressed }, Token));
        Assert.DoesNotContain(await shop.AuditEntriesAsync(), entry => entry.Action == AuditAction.Download);
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            shop.CampaignFiles(Roles.Analyst).OpenAsync(request, Token)
        );
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            shop.CampaignFiles(Roles.Analyst).WriteAsync(request, Stream.Null, Token)
        );
    }

    [Fact]
    public async Task Suppressed_File_IsTakenWholeOrNotAtAll()
    {
        await using var shop = await CreateAsync();
        Assert.Equal((3, 3), await AddAsync(shop, "\uFEFFvisitor_id,why\r\n1,asked\r\n\"2\",\r\n\r\n2,\r\n3;x\r\n"));
        Assert.Equal((2, 1), await AddAsync(shop, "3\n4\n"));
        Assert.Equal(3, (await RefusedAsync(shop, "5\n6\n-7\n")).Line);
        Assert.Equal(1, (await RefusedAsync(shop, "1e6\n")).Line);
        Assert.Equal(2, (await RefusedAsync(shop, "visitor\n99999999999\n")).Line);
        Assert.Equal(0, (await RefusedAsync(shop, "visitor_id\n")).Line);

        var list = await shop.Suppressed().ReadAsync(CampaignShop.Pipeline, Token);
        Assert.Equal(4, list.Count);
        Assert.Equal([1, 2, 3, 4], list.Latest.Select(row => row.VisitorId).Order());
        Assert.False(await shop.Suppressed().RemoveAsync(CampaignShop.Pipeline, 5, Token));
        Assert.Equal(
            3,
            (await shop.AuditEntriesAsync()).Count(entry => entry.Action == AuditAction.SuppressionChanged)
        );
    }

    private static async Task<SuppressionFileException> RefusedAsync(ShopHost shop, string text) =>
        await Assert.ThrowsAsync<SuppressionFileException>(() => AddAsync(shop, text));

    private static async Task<(int Read, int Added)> AddAsync(ShopHost shop, string text)
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await shop.Suppressed().AddFileAsync(CampaignShop.Pipeline, "list.csv", content, Token);
    }

    private static async Task<ShopHost> CreateAsync()
    {
        using var files = new EventFiles().Abandon(CampaignShop.Date, Enumerable.Range(1, 40)).Write();
        return await ShopHost.CreateAsync(files.Path, CampaignShop.Date, CampaignShop.Date);
    }
}
