using RetailRocket.Pipeline.Runs.Planning;
using RetailRocket.Web.Features.Runs;

namespace RetailRocket.Web.Scheduling;

/// <summary>Dates that are due for one cause.</summary>
public sealed record DecidedDates(DueCause Cause, int Dates, IReadOnlyList<DateSpan> Spans);
