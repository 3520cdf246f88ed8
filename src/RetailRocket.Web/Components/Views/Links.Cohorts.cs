using RetailRocket.Web.Features.Cohorts;

namespace RetailRocket.Web.Components.Views;

public static partial class Links
{
    /// <summary>The cohorts as somebody chose to see them.</summary>
    public static string Cohorts(ViewState view, CohortSelection selection) => Cohorts("/cohorts", view, selection);

    /// <summary>The retention triangle as a file.</summary>
    public static string CohortsCsv(ViewState view, CohortSelection selection) =>
        Cohorts("/cohorts/retention.csv", view, selection);

    /// <summary>The visitors behind a cell as a file.</summary>
    public static string CohortVisitorsCsv(ViewState view, CohortSelection selection) =>
        Cohorts("/cohorts/visitors.csv", view, selection);

    private static string Cohorts(string path, ViewState view, CohortSelection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return To(
            path,
            view,
            (CohortSelection.ShowParameter, selection.ShowWord),
            (CohortSelection.CohortParameter, selection.CohortWord),
            (CohortSelection.WeekParameter, selection.WeekWord)
        );
    }
}
