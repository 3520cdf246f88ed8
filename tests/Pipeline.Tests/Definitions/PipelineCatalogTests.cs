using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Tests.Definitions;

public sealed class PipelineCatalogTests
{
    [Fact]
    public void Get_UnchangedFiles_ReturnsTheSameDefinition()
    {
        using var shop = PipelineBuilder.Shop().Write();
        var catalog = PipelineCatalog.Open(shop.SqlRoot);

        Assert.Equal(["shop"], catalog.Names);
        Assert.Same(catalog.Get("shop"), catalog.Get("shop"));
    }

    [Fact]
    public void Get_ChangedAddedOrRemovedFile_ReadsAgain()
    {
        using var shop = PipelineBuilder.Shop().Write();
        var catalog = PipelineCatalog.Open(shop.SqlRoot);
        var first = catalog.Get("shop");

        shop.Edit("90_checks/after_kpi/003_sales.sql", "< 0", "< -100").Write();
        var changed = catalog.Get("shop");
        shop.With("90_checks/after_kpi/004_more.sql", "select kpi_date as check_date from kpi_sales where false")
            .Write();
        var added = catalog.Get("shop");
        File.Delete(Path.Combine(shop.Folder, "90_checks", "after_kpi", "004_more.sql"));
        var removed = catalog.Get("shop");

        Assert.NotEqual(first.Version, changed.Version);
        Assert.Equal(4, added.Checks.Count);
        Assert.Equal(changed.Version, removed.Version);
    }

    [Fact]
    public void Get_FileThatBreaksAndIsMended_ThrowsAndRecovers()
    {
        using var shop = PipelineBuilder.Shop().Write();
        var catalog = PipelineCatalog.Open(shop.SqlRoot);
        var first = catalog.Get("shop");

        shop.Edit("pipeline.yml", "Asia/Seoul", "Asia/Nowhere").Write();
        Assert.Throws<DefinitionException>(() => catalog.Get("shop"));
        shop.Edit("pipeline.yml", "Asia/Nowhere", "Asia/Seoul").Write();

        Assert.Equal(first.Version, catalog.Get("shop").Version);
    }

    [Fact]
    public void Get_UnknownName_ListsTheNamesAndTheNearest()
    {
        using var shop = PipelineBuilder.Shop().Write();

        var e = Assert.Throws<UnknownPipelineException>(() => PipelineCatalog.Open(shop.SqlRoot).Get("shpo"));

        Assert.Equal("There is no pipeline \"shpo\"; did you mean \"shop\"? Pipelines: shop.", e.Message);
        Assert.Equal(["shop"], e.Names);
    }

    [Theory]
    [InlineData("../shop")]
    [InlineData("")]
    [InlineData("/etc")]
    public void Get_PathForAName_IsUnknown(string name)
    {
        using var shop = PipelineBuilder.Shop().Write();

        Assert.Throws<UnknownPipelineException>(() => PipelineCatalog.Open(shop.SqlRoot).Get(name));
    }

    [Fact]
    public void Open_MissingFolder_SaysSo()
    {
        var e = Assert.Throws<DefinitionException>(() => PipelineCatalog.Open("/nowhere/sql"));

        Assert.Contains("/nowhere/sql: There is no such folder", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FromManyThreads_ReadsOnce()
    {
        using var shop = PipelineBuilder.Shop().Write();
        var catalog = PipelineCatalog.Open(shop.SqlRoot);

        var read = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => catalog.Get("shop"))));

        Assert.Single(read.Distinct(ReferenceEqualityComparer.Instance));
    }
}
