using RetailRocket.Pipeline.Database;

namespace RetailRocket.Pipeline.Tests.Database;

public sealed class SqlNameTests
{
    [Theory]
    [InlineData("mart_rr_funnel_daily")]
    [InlineData("_x1")]
    [InlineData("select")]
    public void Constructor_PlainName_IsQuoted(string name)
    {
        Assert.Equal($"\"{name}\"", new SqlName(name).Quoted);
        Assert.Equal($"\"{name}\"", $"{new SqlName(name)}");
        Assert.True(SqlName.IsValid(name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1st")]
    [InlineData("Upper")]
    [InlineData("two words")]
    [InlineData("a\"; drop table b; --")]
    [InlineData("a.b")]
    [InlineData("trailing\n")]
    [InlineData("매출")]
    [InlineData("a23456789_123456789_123456789_123456789_123456789_123456789_1234")]
    public void Constructor_AnythingElse_Throws(string name)
    {
        Assert.False(SqlName.IsValid(name));
        Assert.Throws<ArgumentException>(() => new SqlName(name));
    }

    [Fact]
    public void Quote_SchemaAndName_QuotesBoth() =>
        Assert.Equal("\"published\".\"mart_a\"", SqlName.Quote("published", "mart_a"));

    [Fact]
    public void Equals_SameText_IsTrue()
    {
        Assert.Equal(new SqlName("a"), new SqlName("a"));
        Assert.NotEqual(new SqlName("a"), new SqlName("b"));
    }
}
