namespace RetailRocket.Benchmarks.Web;

/// <summary>What the database did for one answer, by its own clock.</summary>
internal sealed record SqlShare(double Seconds, int Statements);
