namespace RetailRocket.Web.Features.Runs;

/// <summary>Dates next to each other.</summary>
public sealed record DateSpan(DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;
}
