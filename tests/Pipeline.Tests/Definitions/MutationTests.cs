using System.Text;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Tests.Definitions;

/// <summary>Whatever people do to pipeline.yml, they get a definition or a list of problems with file and line.</summary>
public sealed class MutationTests
{
    private static readonly string[] s_pieces =
    [
        ":",
        "- ",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "'",
        "#",
        "&a ",
        "*a",
        "!!x ",
        "|\n",
        ">\n",
        "\n",
        "\t",
        "  ",
        "---\n",
        "...\n",
        "null",
        "~",
        "99999999999999999999",
        "-1",
        "1e400",
        "true",
        "\0",
        "\u00e9",
        "\ud83d\ude00",
        "? ",
        "<<: ",
        "%YAML 1.2\n",
        "@",
        "`",
        ",",
        "{date}",
        "../",
        "all",
        "\\",
        "kpi_sales",
        "raw_orders",
        "lookback",
        "refresh",
        "step: x, ",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Read_RandomlyMutatedYaml_ThrowsNothingButDefinitionException(int seed)
    {
        var random = new Random(seed);
        using var shop = PipelineBuilder.Shop().Write();
        var (valid, invalid) = (0, 0);
        for (var i = 0; i < 150; i++)
        {
            var yaml = Mutate(ShopPipeline.Yaml, random);
            File.WriteAllText(Path.Combine(shop.Folder, "pipeline.yml"), yaml);
            try
            {
                Assert.NotEmpty(new Lineage(new PipelineReader().Read(shop.Folder)).Nodes);
                valid++;
            }
            catch (DefinitionException e)
            {
                Assert.NotEmpty(e.Problems);
                Assert.All(e.Problems, p => Assert.StartsWith("sql/shop", p.File, StringComparison.Ordinal));
                Assert.All(e.Problems, p => Assert.InRange(p.Line, 0, yaml.Count(c => c is '\n' or '\r') + 2));
                Assert.Equal(e.Problems.Count, e.Message.Split('\n').Length);
                invalid++;
            }
            catch (Exception e) when (e is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"Seed {seed}, mutation {i}: {e}\n{yaml}");
            }
        }
        // Both must happen, or the mutations are too wild, or too tame, to test anything.
        Assert.True(valid > 0 && invalid > 40, $"{valid} valid, {invalid} invalid");
    }

    private static string Mutate(string yaml, Random random)
    {
        var text = new StringBuilder(yaml);
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            var at = random.Next(text.Length);
            var length = Math.Min(random.Next(1, 30), text.Length - at);
            switch (random.Next(5))
            {
                case 0:
                    text.Remove(at, length);
                    break;
                case 1:
                    text.Insert(at, s_pieces[random.Next(s_pieces.Length)]);
                    break;
                case 2:
                    text.Insert(at, text.ToString(at, length));
                    break;
                case 3:
                    text[at] = (char)random.Next(1, 0x300);
                    break;
                default:
                    var piece = text.ToString(at, length);
                    text.Remove(at, length);
                    text.Insert(random.Next(text.Length), piece);
                    break;
            }
        }
        return text.ToString();
    }
}
