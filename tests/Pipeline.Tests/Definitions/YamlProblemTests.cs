namespace RetailRocket.Pipeline.Tests.Definitions;

public sealed class YamlProblemTests
{
    private const string Yaml = "pipeline.yml";

    [Theory]
    [InlineData(
        "time_zone: Asia/Seoul",
        "time_zones: Asia/Seoul\ntime_zone: Asia/Seoul",
        "time_zones",
        "did you mean \"time_zone\"?"
    )]
    [InlineData("time_zone: Asia/Seoul", "time_zone: Asia/Soul", "Asia/Soul", "did you mean \"Asia/Seoul\"?")]
    [InlineData("time_zone: Asia/Seoul", "time_zone: Korea Standard Time", "Korea", "not a zone of the IANA database")]
    [InlineData("time_zone: Asia/Seoul", "time_zone:", "time_zone:", "expected a text, found nothing")]
    [InlineData("name: shop", "name: store", "name: store", "the folder is \"shop\"")]
    [InlineData("title: { en: Shop }", "title: { english: Shop }", "title:", "two lower-case letters")]
    [InlineData("title: { en: Shop }", "title: Shop", "title:", "expected a map")]
    [InlineData("\"0 0 9 * * ?\"", "\"0 9 * * *\"", "cron", "has 5 fields")]
    [InlineData("\"0 0 9 * * ?\"", "\"0 0 9 * * *\"", "cron", "must have a ?")]
    [InlineData("\"0 0 9 * * ?\"", "\"0 0 9:30 * * ?\"", "cron", "has \"9:30\"")]
    [InlineData("keep_runs: 5", "keep_runs: -1", "keep_runs", "a whole number from 0 to 1000, found \"-1\"")]
    [InlineData("keep_runs: 5", "keep_run: 5", "keep_run:", "did you mean \"keep_runs\"?")]
    [InlineData(
        "value: 1000",
        "value: [1, 2]",
        "least_amount",
        "expected a number, a text, true or false, found a list"
    )]
    [InlineData("value: 1000", "value: 9e99", "least_amount", "too large a number")]
    [InlineData("value: 1000, ", "", "least_amount", "settings.least_amount.value is missing")]
    [InlineData("settings:", "settings:\n  from: { value: 1 }", "  from: { value: 1 }", "a parameter of the engine")]
    [InlineData("settings:", "settings:\n  Bad-Name: { value: 1 }", "Bad-Name", "cannot name a parameter")]
    [InlineData("name: shop", "name: shop\nname: shop", null, "already given on line 1")]
    [InlineData("name: shop", "name: &n shop\ntitle2: *n", null, "Aliases (*name) are not supported")]
    public void Read_WrongHeader_NamesLineAndReason(string old, string replacement, string? at, string message)
    {
        using var shop = PipelineBuilder.Shop().Edit(Yaml, old, replacement);
        if (at is not null)
        {
            shop.ExpectProblem(Yaml, at, message);
            return;
        }
        Assert.Contains(shop.Problems(), p => p.Line == 2 && p.Message.Contains(message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("title")]
    [InlineData("time_zone")]
    public void Read_RequiredKeyAbsent_SaysWhatItIsFor(string key)
    {
        using var shop = PipelineBuilder.Shop();
        var line = ShopPipeline.Yaml.Split('\n').First(l => l.StartsWith(key + ":", StringComparison.Ordinal));

        var problem = Assert.Single(shop.Edit(Yaml, line + "\n", "").Problems());

        Assert.StartsWith($"{key} is missing. It says ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CronWithoutZone_SaysThatTheCronHasNoZone()
    {
        using var shop = PipelineBuilder.Shop().Edit(Yaml, "time_zone: Asia/Seoul\n", "");

        Assert.Contains("schedule.cron is read", Assert.Single(shop.Problems()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name: [shop", "not valid YAML")]
    [InlineData("- one\n- two", "Expected \"key: value\" lines, found a list")]
    [InlineData("", "The file is empty")]
    [InlineData("# nothing but a comment\n", "The file is empty")]
    [InlineData("a: {b: {c: {d: {e: {f: {g: {h: {i: {j: {k: {l: {m: 1}}}}}}}}}}}}}", "nested too deeply")]
    public void Read_NoMapAtAll_IsOneProblem(string yaml, string message)
    {
        using var shop = PipelineBuilder.Shop().With(Yaml, yaml);

        var problem = Assert.Single(shop.Problems());

        Assert.Contains(message, problem.Message, StringComparison.Ordinal);
        Assert.True(problem.Line > 0);
    }

    [Fact]
    public void Read_SecondDocument_IsAProblem()
    {
        using var shop = PipelineBuilder.Shop().With(Yaml, ShopPipeline.Yaml + "---\nname: other\n");

        shop.ExpectProblem(Yaml, "---", "A second document");
    }

    [Fact]
    public void Read_NotUtf8_NamesTheFile()
    {
        using var shop = PipelineBuilder.Shop().Write();
        var file = Path.Combine(shop.Folder, "30_kpi", "kpi_sales.sql");
        File.WriteAllBytes(file, [0x73, 0xFF, 0xFE]);

        var problems = Assert
            .Throws<Pipeline.Definitions.DefinitionException>(() =>
                new Pipeline.Definitions.PipelineReader().Read(shop.Folder)
            )
            .Problems;

        Assert.Contains(
            problems,
            p => p.File == "sql/shop/30_kpi/kpi_sales.sql" && p.Message.Contains("UTF-8", StringComparison.Ordinal)
        );
    }
}
