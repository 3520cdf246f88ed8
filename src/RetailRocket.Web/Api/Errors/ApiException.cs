namespace RetailRocket.Web.Api.Errors;

/// <summary>A request that cannot be answered as asked: becomes problem details (RFC 9457).</summary>
/// <param name="status">HTTP status.</param>
/// <param name="title">What is wrong, the same for every case of its kind.</param>
/// <param name="detail">What is wrong here, and what to do.</param>
public sealed class ApiException(int status, string title, string detail) : Exception(detail)
{
    public int Status { get; } = status;
    public string Title { get; } = title;

    /// <summary>Sentences by name of the parameter they are about; empty for other problems.</summary>
    public IReadOnlyDictionary<string, string[]> Parameters { get; init; } = new Dictionary<string, string[]>();

    public static ApiException NotFound(string title, string detail) => new(404, title, detail);

    /// <summary>Parameters whose values cannot be used.</summary>
    public static ApiException Invalid(IReadOnlyDictionary<string, string[]> parameters) =>
        new(
            422,
            "Parameters that cannot be used",
            string.Join(' ', parameters.SelectMany(parameter => parameter.Value))
        )
        {
            Parameters = parameters,
        };

    /// <summary>One parameter whose value cannot be used.</summary>
    public static ApiException Invalid(string parameter, string sentence) =>
        Invalid(new Dictionary<string, string[]> { [parameter] = [sentence] });
}
