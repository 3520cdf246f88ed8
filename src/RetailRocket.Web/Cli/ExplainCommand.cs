using System.CommandLine;
using RetailRocket.Pipeline.Explaining;

namespace RetailRocket.Web.Cli;

/// <summary><c>pipeline explain NAME</c>: what a ratio's change from one range to another comes from.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var name = Options.Pipeline();
        var metric = new Option<string>("--metric")
        {
            Description = "The ratio, such as cvr_session_to_purchase",
            HelpName = "M",
            Required = true,
        };
        var before = Options.Range("--from", "The dates before");
        var after = Options.Range("--to", "The dates after");
        var dimension = new Option<string?>("--by")
        {
            Description = "The parts of each segment, such as category, visitor, hour or landing",
            HelpName = "DIMENSION",
        };
        var heldBack = new Option<bool>("--held-back")
        {
            Description = "Take held-back dates with what they would have published",
        };
        var command = new Command("explain", "Why a conversion rate changed, in parts that add up to the change")
        {
            name,
            metric,
            before,
            after,
            dimension,
            heldBack,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandLine.WithSessionAsync(
                    parsed,
                    async (session, output) =>
                    {
                        var explanation = await session
                            .Get<Explainer>()
                            .ExplainAsync(
                                new ExplainRequest
                                {
                                    Definition = session.Catalog.Get(parsed.GetValue(name)!),
                                    Metric = parsed.GetValue(metric)!,
                                    Before = parsed.GetValue(before)!.Value,
                                    After = parsed.GetValue(after)!.Value,
                                    Dimension = parsed.GetValue(dimension),
                                    WithHeldBack = parsed.GetValue(heldBack),
                                },
                                cancellationToken
                            );
                        var view = new ExplainView(explanation, parsed.GetValue(dimension) is not null);
                        output.Write(view.Json(), view.Write);
                        return ExitCode.Done;
                    },
                    cancellationToken
                )
        );
        return command;
    }
}
