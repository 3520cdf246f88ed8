namespace RetailRocket.Web.Features.Files;

/// <summary>An upload that is refused. <see cref="Refusal"/> says why, and the pages have words for it.</summary>
public sealed class UploadException(UploadRefusal refusal, string name, string about = "")
    : Exception($"{name}: {refusal} {about}")
{
    public UploadRefusal Refusal { get; } = refusal;

    /// <summary>Name of the file as it was given.</summary>
    public string Name { get; } = name;

    /// <summary>What the words leave room for: the patterns, the largest size.</summary>
    public string About { get; } = about;
}
