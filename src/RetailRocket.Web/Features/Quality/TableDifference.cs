namespace RetailRocket.Web.Features.Quality;

/// <summary>A figure table of many rows a date: how many rows would come, go and change.</summary>
/// <param name="Would">Rows of the run in question.</param>
/// <param name="Now">Rows as published; null when the date is not published.</param>
/// <param name="Changed">Rows of the same key with another value.</param>
public sealed record TableDifference(string Table, long Would, long? Now, long Added, long Removed, long Changed);
