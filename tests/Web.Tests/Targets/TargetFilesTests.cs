using System.Security.Cryptography;
using System.Text;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Web.Features.Targets;
using RetailRocket.Web.Security;
using RetailRocket.Web.Tests.Support;

namespace RetailRocket.Web.Tests.Targets;

/// <summary>Lists as files: what the certificate says is what the bytes are.</summary>
public sealed class TargetFilesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FileEncoding.Utf8Bom)]
    [InlineData(FileEncoding.Utf8)]
    [InlineData(FileEncoding.Cp949)]
    public async Task Write_Encoding_GivesTheBytesOfTheCertificate(FileEncoding encoding)
    {
        using var files = new EventFiles().Days("2015-06-01", 2).Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-02");

        await using var file = await shop.Files().OpenAsync(Request("2015-06-02", encoding), Token);
        using var output = new MemoryStream();
        await file!.WriteAsync(output, Token);

        var bytes = output.ToArray();
        var certificate = file.Certificate;
        Assert.Equal(certificate.Bytes, bytes.Length);
        Assert.Equal(certificate.Sha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        Assert.Equal(encoding == FileEncoding.Utf8Bom, bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        var lines = Encoding
            .UTF8.GetString(bytes)
            .TrimStart('\uFEFF')
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("kpi_date,visitor_id,segment_name,evidence", lines[0], StringComparison.Ordinal);
        Assert.Equal(certificate.Rows, lines.Length - 1);
        Assert.Contains("2015-06-02,102,cart_abandoner_today", lines[1], StringComparison.Ordinal);
        Assert.Equal("crm_targets_cart_abandoner_today_2015-06-02_1_rows.csv", certificate.File);
    }

    [Fact]
    public async Task Open_Download_IsInTheAuditLogWithItsHash()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");

        await shop.Files().DescribeAsync(Request("2015-06-01"), Token);
        Assert.Empty(await shop.AuditEntriesAsync());
        await using var file = await shop.Files().OpenAsync(Request("2015-06-01"), Token);

        var entry = Assert.Single(await shop.AuditEntriesAsync());
        Assert.Equal(AuditAction.Download, entry.Action);
        Assert.Equal("marketer-person", entry.Actor);
        Assert.Equal("retailrocket 2015-06-01 cart_abandoner_today", entry.Subject);
        Assert.Contains(file!.Certificate.Sha256, entry.Details, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_PublishedMeanwhile_WritesWhatWasMeasured()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");
        await using var file = await shop.Files().OpenAsync(Request("2015-06-01"), Token);

        await shop.Engine.ExecuteAsync("delete from retailrocket.mart_rr_crm_targets_daily");
        using var output = new MemoryStream();
        await file!.WriteAsync(output, Token);

        Assert.Equal(1, file.Certificate.Rows);
        Assert.Equal(file.Certificate.Bytes, output.Length);
    }

    [Fact]
    public async Task Open_CutList_CertifiesWhatIsMissing()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");
        await shop.Engine.ExecuteAsync("update retailrocket.mart_rr_crm_targets_daily set segment_size = 9");

        var certificate = await shop.Files().DescribeAsync(Request("2015-06-01"), Token);

        Assert.Equal((1, 9, 8), (certificate!.Rows, certificate.SegmentSize, certificate.RowsCut));
    }

    [Fact]
    public async Task Open_UnpublishedDateOrUnknownSegment_IsNothing()
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");

        Assert.Null(await shop.Files().OpenAsync(Request("2015-06-02"), Token));
        Assert.Null(await shop.Files().OpenAsync(Request("2015-06-01") with { Segment = "everybody" }, Token));
        Assert.Null(await shop.Files().OpenAsync(Request("2015-06-01") with { Pipeline = "clicks" }, Token));
        Assert.Empty(await shop.AuditEntriesAsync());
    }

    [Theory]
    [InlineData(Roles.Analyst)]
    [InlineData(Roles.Quality)]
    public async Task Open_WithoutTheRole_IsRefused(string role)
    {
        using var files = new EventFiles().Days("2015-06-01", 1).Write();
        await using var shop = await ShopHost.CreateAsync(files.Path, "2015-06-01", "2015-06-01");

        await Assert.ThrowsAsync<AccessDeniedException>(() => shop.Files(role).OpenAsync(Request("2015-06-01"), Token));
        await Assert.ThrowsAsync<AccessDeniedException>(() =>
            shop.Files(role).DescribeAsync(Request("2015-06-01"), Token)
        );
    }

    private static TargetFileRequest Request(string date, FileEncoding encoding = FileEncoding.Utf8Bom) =>
        new("retailrocket", EngineHost.Day(date), TargetLists.CartAbandoners, encoding);
}
