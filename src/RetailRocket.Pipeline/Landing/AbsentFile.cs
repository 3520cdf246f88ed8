namespace RetailRocket.Pipeline.Landing;

/// <summary>A file that was landed before and is not in the folder now.</summary>
public sealed record AbsentFile(string Source, string Name, int FileId, long Rows);
