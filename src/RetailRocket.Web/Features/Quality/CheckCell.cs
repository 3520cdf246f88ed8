using RetailRocket.Pipeline.Database.Operations;

namespace RetailRocket.Web.Features.Quality;

/// <summary>What a check said of a date.</summary>
/// <param name="FailedRows">Rows that violate it.</param>
public sealed record CheckCell(DateOnly Date, Verdict Verdict, long FailedRows);
