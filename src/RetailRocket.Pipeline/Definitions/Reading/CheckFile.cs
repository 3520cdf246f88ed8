namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>A file of SQL that is named after the check it holds, in the folder of its phase.</summary>
internal sealed record CheckFile(string Name, CheckPhase Phase, SqlText Sql);
