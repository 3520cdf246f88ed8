using RetailRocket.Web.Features.Catalogue;

namespace RetailRocket.Web.Tests.Catalogue;

public sealed class SqlColouringTests
{
    private static readonly HashSet<string> Tables = ["fact_rr_events"];

    private static string Kinds(string sql, SqlPieceKind kind) =>
        string.Join('|', SqlColouring.Of(sql, Tables).Where(piece => piece.Kind == kind).Select(piece => piece.Text));

    [Fact]
    public void Of_EveryShippedStatement_GivesTheTextAgain()
    {
        var files = Directory.GetFiles(
            Path.Combine(AppContext.BaseDirectory, "sql"),
            "*.sql",
            SearchOption.AllDirectories
        );
        Assert.NotEmpty(files);
        Assert.All(
            files.Select(File.ReadAllText),
            sql => Assert.Equal(sql, string.Concat(SqlColouring.Of(sql, Tables).Select(piece => piece.Text)))
        );
    }

    [Fact]
    public void Of_Statement_TellsItsPiecesApart()
    {
        const string sql = "select 'it''s -- no comment', 12.5 from fact_rr_events -- a comment\nwhere d = @from";
        Assert.Equal("select|from|where", Kinds(sql, SqlPieceKind.Keyword));
        Assert.Equal("'it''s -- no comment'", Kinds(sql, SqlPieceKind.Text));
        Assert.Equal("12.5", Kinds(sql, SqlPieceKind.Number));
        Assert.Equal("fact_rr_events", Kinds(sql, SqlPieceKind.Table));
        Assert.Equal("-- a comment", Kinds(sql, SqlPieceKind.Comment));
        Assert.Equal("@from", Kinds(sql, SqlPieceKind.Parameter));
    }

    [Theory]
    [InlineData("select 'never closed")]
    [InlineData("/* never closed")]
    [InlineData("-- to the end")]
    [InlineData("@")]
    [InlineData("")]
    public void Of_BrokenText_LosesNothing(string sql) =>
        Assert.Equal(sql, string.Concat(SqlColouring.Of(sql, Tables).Select(piece => piece.Text)));
}
