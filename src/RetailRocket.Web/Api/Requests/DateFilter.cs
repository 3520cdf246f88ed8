namespace RetailRocket.Web.Api.Requests;

/// <summary>Dates from one to another, both included; null is open.</summary>
public readonly record struct DateFilter(DateOnly? From, DateOnly? To)
{
    /// <summary>The date, when it is one.</summary>
    public DateOnly? Single => From is { } from && To == from ? from : null;
}
