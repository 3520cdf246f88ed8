using RetailRocket.Web.Features.Runs;

namespace RetailRocket.Web.Components.Views;

public static partial class Links
{
    /// <summary>The runs that ended in a state; null for all.</summary>
    public static string Runs(ViewState view, string? state) => To("/runs", view, ("state", state));

    /// <summary>The form that starts a run over the dates of the view.</summary>
    public static string NewRun(ViewState view, SourceChoice source = SourceChoice.None) =>
        To("/runs/new", view, ("source", source == SourceChoice.None ? null : source.ToString()));

    public static string Schedule(ViewState view) => To("/runs/schedule", view);

    /// <summary>Source files and uploads.</summary>
    public static string Files(ViewState view) => To("/runs/files", view);
}
