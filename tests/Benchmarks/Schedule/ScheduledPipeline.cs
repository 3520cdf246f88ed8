using System.Globalization;
using System.Text.RegularExpressions;

namespace RetailRocket.Benchmarks.Schedule;

/// <summary>A pipeline with a schedule that a person would not wait for.</summary>
internal static partial class ScheduledPipeline
{
    /// <summary>Copies a pipeline's folder and lets it fire every few seconds.</summary>
    /// <returns>The folder of pipelines that holds the copy.</returns>
    public static string Copy(string pipeline, string folder, int seconds)
    {
        var target = Path.Combine(folder, Path.GetFileName(pipeline));
        foreach (var file in Directory.EnumerateFiles(pipeline, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(pipeline, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var yml = Path.Combine(target, "pipeline.yml");
        var cron = string.Create(CultureInfo.InvariantCulture, $"0/{seconds} * * * * ?");
        File.WriteAllText(yml, Schedule().Replace(File.ReadAllText(yml), $"schedule: {{ cron: \"{cron}\" }}"));
        return folder;
    }

    [GeneratedRegex("(?m)^schedule:.*$")]
    private static partial Regex Schedule();
}
