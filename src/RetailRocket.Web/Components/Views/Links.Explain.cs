using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Features.Explain;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Views;

public static partial class Links
{
    /// <summary>Why a ratio moved.</summary>
    public static string Explain(ViewState view) => To("/explain", view);

    /// <summary>The explanation as somebody chose to see it.</summary>
    public static string Explain(ViewState view, ExplainSelection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return To("/explain", view, selection.Words);
    }

    /// <summary>Why one ratio moved from given dates to those of the view.</summary>
    public static string Explain(ViewState view, string metric, DateRange before) =>
        To(
            "/explain",
            view,
            (ExplainSelection.MetricParameter, metric),
            (ExplainSelection.BeforeFromParameter, Formats.Iso(before.From)),
            (ExplainSelection.BeforeToParameter, Formats.Iso(before.To))
        );

    /// <summary>The segments of an explanation as a file.</summary>
    public static string ExplainSegmentsCsv(ViewState view, ExplainSelection selection)
    {
        ArgumentNullException.ThrowIfNull(selection);
        return To("/explain/segments.csv", view, selection.Words);
    }

    /// <summary>The dates of the view under other definitions.</summary>
    public static string WhatIf(ViewState view) => To("/explain/what-if", view);

    /// <summary>The same as a file.</summary>
    public static string WhatIfCsv(ViewState view) => To("/explain/what-if.csv", view);
}
