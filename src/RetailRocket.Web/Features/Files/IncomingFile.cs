namespace RetailRocket.Web.Features.Files;

/// <summary>An uploaded file that waits in the folder of uploads.</summary>
/// <param name="Sources">Sources that it belongs to by its name.</param>
public sealed record IncomingFile(string Name, long Bytes, DateTimeOffset ModifiedAt, IReadOnlyList<string> Sources);
