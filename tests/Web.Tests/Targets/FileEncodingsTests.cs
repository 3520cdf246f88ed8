using System.Text;
using RetailRocket.Web.Features.Targets;

namespace RetailRocket.Web.Tests.Targets;

/// <summary>What an encoding keeps, and what it says that it lost.</summary>
public sealed class FileEncodingsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Write_Cp949_KeepsHangulAndCountsTheRest()
    {
        // Hangul beyond KS X 1001 is in the code page; the emoji (two UTF-16 units) and the Thai letter are not.
        var (bytes, lost) = await WriteAsync(FileEncoding.Cp949, "장바구니 똠방각하,🛒,ก\r\n");

        var korean = CodePagesEncodingProvider.Instance.GetEncoding(949)!;
        Assert.Equal("장바구니 똠방각하,?,?\r\n", korean.GetString(bytes));
        Assert.Equal(2, lost);
    }

    [Fact]
    public async Task Write_Cp949LongText_CountsEveryLostCharacterOnce()
    {
        var text = string.Concat(Enumerable.Repeat("가ก", 40_000));

        var (bytes, lost) = await WriteAsync(FileEncoding.Cp949, text);

        Assert.Equal(40_000, lost);
        Assert.Equal(3 * 40_000, bytes.Length);
    }

    [Fact]
    public async Task Write_Utf8_LosesNothing()
    {
        var (plain, none) = await WriteAsync(FileEncoding.Utf8, "장바구니,🛒");
        var (marked, neither) = await WriteAsync(FileEncoding.Utf8Bom, "장바구니,🛒");

        Assert.Equal("장바구니,🛒", Encoding.UTF8.GetString(plain));
        Assert.Equal([0xEF, 0xBB, 0xBF, .. plain], marked);
        Assert.Equal((0, 0), (none, neither));
    }

    [Theory]
    [InlineData(null, FileEncoding.Utf8Bom)]
    [InlineData("", FileEncoding.Utf8Bom)]
    [InlineData("utf-8-bom", FileEncoding.Utf8Bom)]
    [InlineData("utf-8", FileEncoding.Utf8)]
    [InlineData("cp949", FileEncoding.Cp949)]
    [InlineData("latin1", null)]
    public void Parse_Name_IsTheEncodingOrNone(string? name, FileEncoding? expected) =>
        Assert.Equal(expected, FileEncodings.Parse(name));

    private static async Task<(byte[] Bytes, long Lost)> WriteAsync(FileEncoding encoding, string text)
    {
        using var output = new MemoryStream();
        var lost = await FileEncodings.WriteAsync(
            encoding,
            output,
            async stream =>
            {
                // In small pieces, which cut characters apart.
                foreach (var piece in Encoding.UTF8.GetBytes(text).Chunk(7))
                    await stream.WriteAsync(piece, Token);
            },
            Token
        );
        return (output.ToArray(), lost);
    }
}
