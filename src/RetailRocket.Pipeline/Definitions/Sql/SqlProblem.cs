namespace RetailRocket.Pipeline.Definitions.Sql;

/// <summary>Something wrong in a text of SQL.</summary>
internal sealed record SqlProblem(int Line, string Message);
