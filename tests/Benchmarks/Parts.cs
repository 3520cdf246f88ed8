using RetailRocket.Benchmarks.Pipeline;
using RetailRocket.Benchmarks.Schedule;
using RetailRocket.Benchmarks.Web;

namespace RetailRocket.Benchmarks;

/// <summary>The parts there are, in the order in which they run when none is named.</summary>
internal static class Parts
{
    public static IReadOnlyList<IBenchmarkPart> All { get; } =
    [new LandingPart(), new PipelinePart(), new DayPart(), new ScalePart(), new WebPart(), new SchedulePart()];
}
