namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>A file of SQL that is named after the table it fills, in the folder of its layer.</summary>
internal sealed record LayerFile(string Table, ModelLayer Layer, SqlText Sql);
