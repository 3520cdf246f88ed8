using System.Globalization;

namespace RetailRocket.Web.Components.Views;

public static partial class Links
{
    /// <summary>The open incidents.</summary>
    public static string Alerts(ViewState view) => To("/alerts", view);

    /// <summary>The incidents, the recovered ones included.</summary>
    public static string AllAlerts(ViewState view) => To("/alerts", view, ("state", "all"));

    /// <summary>The thread of an incident.</summary>
    public static string Incident(ViewState view, long incident) =>
        To(string.Create(CultureInfo.InvariantCulture, $"/alerts/{incident}"), view);

    /// <summary>Messages and where they stand.</summary>
    public static string AlertMessages(ViewState view) => To("/alerts/messages", view);

    public static string AlertRules(ViewState view) => To("/alerts/rules", view);

    /// <summary>The inbox of a pipeline, for links from outside.</summary>
    internal static string AlertsOf(string? pipeline) =>
        pipeline is null ? "/alerts" : $"/alerts?{PipelineParameter}={Uri.EscapeDataString(pipeline)}";
}
