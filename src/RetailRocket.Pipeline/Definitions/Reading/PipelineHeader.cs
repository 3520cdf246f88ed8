using RetailRocket.Pipeline.Definitions.Yaml;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>What pipeline.yml says of the pipeline as a whole.</summary>
internal sealed record PipelineHeader(LocalText Title, TimeZoneInfo TimeZone, string? Cron, int KeepRuns)
{
    private static readonly string[] s_taken = ["ops", "public", "published", "information_schema", "identity"];

    public static PipelineHeader Read(YamlSection root, string folderName)
    {
        root.AllowOnly(
            "name",
            "title",
            "time_zone",
            "schedule",
            "settings",
            "sources",
            "models",
            "checks",
            "exports",
            "explain",
            "retention"
        );
        ReadName(root, folderName);
        return new PipelineHeader(ReadTitle(root), ReadZone(root), ReadCron(root), ReadKeepRuns(root));
    }

    private static void ReadName(YamlSection root, string folderName)
    {
        var name = root.RequiredText("name", "what people and commands call the pipeline: the name of its folder");
        if (name is null)
        {
            return;
        }
        if (name != folderName)
        {
            root.Problems.Add(
                root.LineOf("name"),
                $"name is \"{name}\" but the folder is \"{folderName}\"; they must be the same."
            );
        }
        else if (!TableName.IsValid(name) || s_taken.Contains(name) || name.StartsWith("pg_", StringComparison.Ordinal))
        {
            root.Problems.Add(
                root.LineOf("name"),
                $"\"{name}\" cannot name a pipeline, as it names a schema of the database too. {TableName.Rule} "
                    + $"Not allowed: pg_…, {string.Join(", ", s_taken)}."
            );
        }
    }

    private static LocalText ReadTitle(YamlSection root)
    {
        root.Require("title", "how pages call the pipeline, by language: { en: …, ko: … }");
        return root.Section("title") is { } section ? new(LocalTexts.ByLanguage(section)) : LocalText.Of("");
    }

    private static TimeZoneInfo ReadZone(YamlSection root)
    {
        var waiting = root.Section("schedule") is null ? "" : ", and in which schedule.cron is read";
        var id = root.RequiredText(
            "time_zone",
            $"in which zone business dates are computed{waiting}, such as Asia/Seoul"
        );
        if (id is null)
        {
            return TimeZoneInfo.Utc;
        }
        // PostgreSQL knows the names of the IANA database alone, .NET the ones of Windows as well.
        if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId)
        {
            return zone;
        }
        var question = NearestName.Question(id, TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id));
        root.Problems.Add(
            root.LineOf("time_zone"),
            $"time_zone: \"{id}\" is not a zone of the IANA database{question} Names are like Asia/Seoul or Europe/Berlin."
        );
        return TimeZoneInfo.Utc;
    }

    private static string? ReadCron(YamlSection root)
    {
        if (root.Section("schedule") is not { } schedule)
        {
            return null;
        }
        schedule.AllowOnly("cron");
        var cron = schedule.RequiredText("cron", "when the pipeline runs by itself, such as \"0 0 9 * * ?\"");
        if (cron is null || CronShape.Problem(cron) is not { } problem)
        {
            return cron;
        }
        schedule.Problems.Add(schedule.LineOf("cron"), $"schedule.cron: \"{cron}\" {problem}");
        return null;
    }

    private static int ReadKeepRuns(YamlSection root)
    {
        const int Default = 3;
        if (root.Section("retention") is not { } retention)
        {
            return Default;
        }
        retention.AllowOnly("keep_runs");
        return retention.WholeNumber("keep_runs", 0, 1000) ?? Default;
    }
}
