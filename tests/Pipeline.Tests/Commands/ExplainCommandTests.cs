using System.Text.Json;
using RetailRocket.Pipeline.Tests.Engine;
using RetailRocket.Pipeline.Tests.Support;

namespace RetailRocket.Pipeline.Tests.Commands;

/// <summary><c>pipeline explain</c> and <c>pipeline what-if</c> as a person types them.</summary>
public sealed class ExplainCommandTests : IDisposable
{
    private readonly TestFolder data = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public async Task Explain_PublishedDates_PrintsPartsThatAddUpAndRefusesTheRest()
    {
        using var files = new EventFiles()
            .Days("2015-06-01", 2)
            .Event("2015-06-02 13:00:00", 900, "transaction", 3, "77")
            .Write();
        await Command.RunAsync(
            data.Path,
            ["pipeline", "run", "retailrocket", "--from", "2015-06-01", "--to", "2015-06-02", "--source", files.Path]
        );

        var answer = (await ExplainAsync("cvr_session_to_purchase", "2015-06-01", "2015-06-02..2015-06-02")).Expect(0);
        var segments = (
            await ExplainAsync("cvr_session_to_purchase", "2015-06-01", "2015-06-02", "--by", "landing")
        ).Expect(0);
        var none = (await ExplainAsync("cvr_cart_to_purchase", "2015-07-01", "2015-06-02")).Expect(4);
        var unknown = (await ExplainAsync("cvr", "2015-06-01", "2015-06-02")).Expect(2);
        var backwards = (await ExplainAsync("cvr_view_to_cart", "2015-06-02..2015-06-01", "2015-06-02")).Expect(2);
        var whatIf = (
            await Command.RunAsync(
                data.Path,
                ["pipeline", "what-if", "retailrocket", "--from", "2015-06-01", "--to", "2015-06-02", "--json"]
            )
        ).Expect(0);

        AssertAddsUp(answer.Json);
        AssertAddsUp(segments.Json);
        Assert.Equal(
            ["traffic_mix", "rate_within_segments", "data_quality", "definition_change"],
            answer.Json.GetProperty("parts").EnumerateArray().Select(part => part.GetProperty("name").GetString())
        );
        Assert.Contains(
            segments.Json.GetProperty("parts").EnumerateArray(),
            part => part.GetProperty("name").GetString() == "transaction"
        );
        Assert.Contains(
            "nothing published for 2015-07-01",
            none.Json.GetProperty("error").GetString()!,
            StringComparison.Ordinal
        );
        Assert.Contains("cvr_session_to_purchase", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("starts with its earlier date", backwards.Error, StringComparison.Ordinal);
        Assert.Equal(6, whatIf.Json.GetProperty("alternatives").GetArrayLength());
    }

    private Task<CommandResult> ExplainAsync(string metric, string from, string to, params string[] more) =>
        Command.RunAsync(
            data.Path,
            ["pipeline", "explain", "retailrocket", "--metric", metric, "--from", from, "--to", to, "--json", .. more]
        );

    private static void AssertAddsUp(JsonElement answer)
    {
        var change = answer.GetProperty("change").GetDecimal();
        Assert.Equal(answer.GetProperty("after").GetDecimal() - answer.GetProperty("before").GetDecimal(), change);
        Assert.Equal(
            change,
            answer.GetProperty("parts").EnumerateArray().Sum(part => part.GetProperty("value").GetDecimal())
        );
    }
}
