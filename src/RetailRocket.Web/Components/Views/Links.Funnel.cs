using RetailRocket.Web.Features.Funnel;

namespace RetailRocket.Web.Components.Views;

public static partial class Links
{
    /// <summary>The address that a request asks for, as <see cref="ViewReader"/> takes it.</summary>
    public static string Absolute(HttpRequest request) =>
        Microsoft.AspNetCore.Http.Extensions.UriHelper.GetEncodedUrl(request);

    /// <summary>The funnel as somebody chose to see it.</summary>
    public static string Funnel(ViewState view, FunnelSelection selection) => Funnel("/funnel", view, selection);

    /// <summary>The dates of the funnel as a file.</summary>
    public static string FunnelDatesCsv(ViewState view, FunnelSelection selection) =>
        Funnel("/funnel/dates.csv", view, selection);

    /// <summary>The steps of the funnel as a file.</summary>
    public static string FunnelStepsCsv(ViewState view, FunnelSelection selection) =>
        Funnel("/funnel/steps.csv", view, selection);

    /// <summary>A level of the category tree as a file.</summary>
    public static string FunnelCategoriesCsv(ViewState view, FunnelSelection selection) =>
        Funnel("/funnel/categories.csv", view, selection);

    private static string Funnel(string path, ViewState view, FunnelSelection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return To(
            path,
            view,
            (FunnelSelection.ComparisonParameter, selection.ComparisonWord),
            (FunnelSelection.MetricParameter, selection.MetricWord),
            (FunnelSelection.StepsParameter, selection.StepsWord),
            (FunnelSelection.CategoryParameter, selection.CategoryWord),
            (FunnelSelection.RateParameter, selection.RateWord)
        );
    }
}
