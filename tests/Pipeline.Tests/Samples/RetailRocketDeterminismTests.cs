using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using RetailRocket.Samples;

namespace RetailRocket.Pipeline.Tests.Samples;

public sealed class RetailRocketDeterminismTests
{
    // Changes only when the sample is changed on purpose, and then for everybody at once.
    private const string Seed42 = "3712CC15DD9862AF 50734AC43FF574F1 336E91F5C30BECCB B9A47D620A0CC1CF";

    [Fact]
    public async Task WriteAsync_Seed42_TheBytesThatEveryMachineWrites() => Assert.Equal(Seed42, await HashAsync(42));

    [Fact]
    public async Task WriteAsync_Twice_SameBytes() => Assert.Equal(await HashAsync(-7), await HashAsync(-7));

    [Fact]
    public async Task WriteAsync_OtherSeed_OtherBytesInEveryFile()
    {
        var first = await HashesAsync(42);
        var second = await HashesAsync(43);

        Assert.Equal(first.Keys, second.Keys);
        Assert.All(first, pair => Assert.NotEqual(pair.Value, second[pair.Key]));
    }

    [Theory]
    [InlineData("ar-SA")]
    [InlineData("sv-SE")]
    [InlineData("ko-KR")]
    public async Task WriteAsync_OtherCulture_SameBytes(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            Assert.Equal(Seed42, await HashAsync(42));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("America/St_Johns")]
    [InlineData("Pacific/Kiritimati")]
    public async Task WriteAsync_ProcessInOtherZone_SameBytes(string zone)
    {
        // A process has one zone, so another zone takes another process: this assembly, running the test of the pinned bytes.
        var method =
            $"{typeof(RetailRocketDeterminismTests).FullName}.{nameof(WriteAsync_Seed42_TheBytesThatEveryMachineWrites)}";
        var start = new ProcessStartInfo(
            "dotnet",
            [typeof(RetailRocketDeterminismTests).Assembly.Location, "-method", method]
        )
        {
            RedirectStandardOutput = true,
            Environment = { ["TZ"] = zone },
        };
        using var process = Process.Start(start)!;
        string output;
        try
        {
            output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        Assert.True(process.ExitCode == 0, output);
        Assert.Contains("Total: 1,", output, StringComparison.Ordinal);
    }

    private static async Task<string> HashAsync(long seed)
    {
        var hashes = await HashesAsync(seed);
        return string.Join(' ', hashes.Select(pair => pair.Value[..16]));
    }

    private static async Task<SortedDictionary<string, string>> HashesAsync(long seed)
    {
        using var folder = new TemporaryFolder();
        await SampleCatalog
            .Find("retailrocket")!
            .WriteAsync(
                folder.Path,
                new SampleOptions(SampleScale.Small, seed),
                null,
                TestContext.Current.CancellationToken
            );
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder.Path))
        {
            await using var stream = File.OpenRead(file);
            hashes[Path.GetFileName(file)] = Convert.ToHexString(
                await SHA256.HashDataAsync(stream, TestContext.Current.CancellationToken)
            );
        }

        return hashes;
    }
}
