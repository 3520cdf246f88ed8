using System.Text.Json;

namespace RetailRocket.EndToEnd.Tests.Support;

/// <summary>What axe-core says of an open page.</summary>
public static class Axe
{
    private static readonly string Script = File.ReadAllText(
        Path.Combine(AppContext.BaseDirectory, "Assets", "axe.min.js")
    );

    /// <summary>Barriers of impact serious and critical, a line each.</summary>
    /// <param name="where">Which page in which look, to begin each line with.</param>
    public static async Task<IReadOnlyList<string>> FindAsync(Window window, string where)
    {
        await window.Page.EvaluateAsync($"() => {{ if (!window.axe) {{ {Script} }} }}");
        var found = await window.Page.EvaluateAsync<JsonElement>("() => axe.run({ resultTypes: ['violations'] })");
        return
        [
            .. from violation in found.GetProperty("violations").EnumerateArray()
            where violation.GetProperty("impact").GetString() is "serious" or "critical"
            from node in violation.GetProperty("nodes").EnumerateArray()
            select $"{where} {violation.GetProperty("id").GetString()}: {node.GetProperty("html").GetString()} {node.GetProperty("failureSummary").GetString()}",
        ];
    }
}
