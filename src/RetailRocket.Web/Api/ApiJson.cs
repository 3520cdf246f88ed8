using System.Text.Encodings.Web;
using System.Text.Json;

namespace RetailRocket.Web.Api;

/// <summary>How the API writes JSON: camel case, dates as <c>2015-06-16</c>, Hangul as it is.</summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
