using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RetailRocket.Web.Cli;

/// <summary>Standard output of a command: one JSON object with <c>--json</c>, lines for people without.</summary>
public sealed class CommandOutput(bool json, TextWriter writer)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Writes <paramref name="result"/> as JSON, or else what <paramref name="lines"/> writes.</summary>
    public void Write<T>(T result, Action<TextWriter> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        if (json)
            writer.WriteLine(JsonSerializer.Serialize(result, Options));
        else
            lines(writer);
    }
}
