using RetailRocket.Web.Cli;

namespace RetailRocket.Web.Features.Quality.Workshop;

/// <summary>Where drafts are saved and how long one may be tried.</summary>
public sealed class WorkshopSettings
{
    private const int LongestSeconds = 120;

    /// <exception cref="WrongUseException">A setting cannot be meant.</exception>
    public WorkshopSettings(AppSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var seconds = settings.Configuration.GetValue("Checks:TrialSeconds", 10);
        if (seconds is < 1 or > LongestSeconds)
            throw new WrongUseException(
                $"The setting Checks:TrialSeconds is {seconds}; it must be from 1 to {LongestSeconds}."
            );
        Limit = TimeSpan.FromSeconds(seconds);
        Folder = settings.Configuration["Checks:SaveTo"] is { Length: > 0 } folder
            ? Path.GetFullPath(folder)
            : Path.Combine(settings.DataFolder, "proposals");
        if (Within(Folder, settings.SqlFolder))
            throw new WrongUseException(
                $"The setting Checks:SaveTo is {Folder}, which lies in the folder of the pipelines that run; what is saved "
                    + "there would run unreviewed. Name another folder."
            );
    }

    /// <summary>Longest time of a trial (<c>Checks:TrialSeconds</c>).</summary>
    public TimeSpan Limit { get; }

    /// <summary>Folder with a folder per pipeline of saved drafts (<c>Checks:SaveTo</c>).</summary>
    public string Folder { get; }

    private static bool Within(string folder, string root)
    {
        var relative = Path.GetRelativePath(root, folder);
        return relative == "."
            || (!Path.IsPathRooted(relative) && !relative.StartsWith("..", StringComparison.Ordinal));
    }
}
