using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Tests.Engine;

namespace RetailRocket.Pipeline.Tests.Definitions;

/// <summary>Texts in other languages: what is read, what is refused, and that no figure depends on them.</summary>
public sealed class MeaningsTests
{
    private const string Path = "00_schema/meanings.ko.yml";

    [Fact]
    public void Shipped_EveryTableColumnCheckAndSetting_IsKorean()
    {
        var definition = new PipelineReader().Read(System.IO.Path.Combine(EngineHost.ShippedSql, "retailrocket"));

        Assert.All(
            definition.Tables,
            table =>
            {
                Assert.NotNull(definition.Meanings.Find("ko", table.Name));
                Assert.All(
                    table.Columns,
                    column => Assert.NotNull(definition.Meanings.Find("ko", table.Name, column.Name))
                );
            }
        );
        Assert.All(definition.Checks, check => Assert.Contains("ko", check.Abouts.ByLanguage.Keys));
        Assert.All(definition.Settings, setting => Assert.Contains("ko", setting.About.ByLanguage.Keys));
    }

    [Fact]
    public void File_ThatNamesNoTable_IsAProblemOfEachTable()
    {
        using var builder = PipelineBuilder.Shop();
        var problems = builder.With(Path, "nothing: { is: 없음 }\n").Problems();

        Assert.Contains(
            problems,
            problem =>
                problem.File == $"sql/shop/{Path}"
                && problem.Message.StartsWith("nothing is not a table", StringComparison.Ordinal)
        );
        Assert.Contains(
            problems,
            problem =>
                problem.File == $"sql/shop/{Path}" && problem.Message.Contains("is missing", StringComparison.Ordinal)
        );
    }

    [Fact]
    public void File_OfAnUnknownColumnOrWithoutAKnownOne_IsAProblem()
    {
        using var builder = PipelineBuilder.Shop();
        var tables = builder.Read().Tables;
        var text = string.Concat(
            tables.Select(table =>
                $"{table.Name}:\n  is: 표\n  columns:\n    other: 없는 열\n"
                + string.Concat(table.Columns.Skip(1).Select(column => $"    {column.Name}: 열\n"))
            )
        );

        var problems = builder.With(Path, text).Problems();

        Assert.Equal(
            tables.Count,
            problems.Count(problem => problem.Message.Contains("is not a column of", StringComparison.Ordinal))
        );
        Assert.Equal(
            tables.Count,
            problems.Count(problem => problem.Message.Contains("is missing", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void Meanings_WhenTheyChange_ChangeNoVersion()
    {
        using var builder = PipelineBuilder.Shop();
        var plain = builder.Read();
        var text = string.Concat(
            plain.Tables.Select(table =>
                $"{table.Name}:\n  is: 표\n  columns:\n"
                + string.Concat(table.Columns.Select(column => $"    {column.Name}: 열\n"))
            )
        );

        var translated = builder.With(Path, text).Read();

        Assert.Equal("표", translated.Meanings.Find("ko", plain.Tables[0].Name));
        Assert.Null(translated.Meanings.Find("fr", plain.Tables[0].Name));
        Assert.Equal(plain.Version, translated.Version);
    }

    [Fact]
    public void About_ByLanguage_IsReadAndChangesNoModel()
    {
        using var builder = PipelineBuilder.Shop();
        var plain = builder.Read();

        var translated = builder
            .Edit(
                "pipeline.yml",
                "about: smaller orders do not count",
                "about: { en: smaller orders do not count, ko: 더 적은 주문은 세지 않습니다 }"
            )
            .Read();

        Assert.Equal("더 적은 주문은 세지 않습니다", translated.Settings[0].About.ByLanguage["ko"]);
        Assert.Equal("smaller orders do not count", translated.Settings[0].About.English);
        Assert.Equal(plain.Models.Select(model => model.Version), translated.Models.Select(model => model.Version));
    }

    [Fact]
    public void About_OfNoLanguage_IsAProblem()
    {
        using var builder = PipelineBuilder.Shop();
        builder
            .Edit("pipeline.yml", "about: smaller orders do not count", "about: { korean: 없음 }")
            .ExpectProblem("pipeline.yml", "korean: 없음", "a language is two lower-case letters");
    }
}
