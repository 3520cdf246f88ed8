using System.Globalization;
using RetailRocket.Web.Features.Campaigns;
using RetailRocket.Web.Features.Targets;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Views;

public static partial class Links
{
    public const string SegmentParameter = "segment";
    public const string EncodingParameter = "encoding";

    /// <summary>The target lists with one segment in detail.</summary>
    public static string Targets(ViewState view, string segment) => To("/targets", view, (SegmentParameter, segment));

    /// <summary>Why a visitor is or is not on the lists of the last date of the view.</summary>
    public static string Visitor(ViewState view, int visitor) =>
        To(string.Create(CultureInfo.InvariantCulture, $"/targets/visitors/{visitor}"), view);

    /// <summary>Campaigns made from target lists.</summary>
    public static string Campaigns(ViewState view) => To("/targets/campaigns", view);

    /// <summary>A campaign: rules, files, lift.</summary>
    public static string Campaign(ViewState view, long campaign) =>
        To(string.Create(CultureInfo.InvariantCulture, $"/targets/campaigns/{campaign}"), view);

    /// <summary>Visitors that must not be contacted.</summary>
    public static string Suppressed(ViewState view) => To("/targets/suppressed", view);

    /// <summary>The same as CSV.</summary>
    public static string SuppressedFile(ViewState view) => To("/download/suppressed.csv", view);

    /// <summary>A group of a campaign as CSV.</summary>
    public static string CampaignFile(CampaignFileRequest request) => CampaignFile(request, "csv");

    /// <summary>What certifies that CSV, as JSON.</summary>
    public static string CampaignFileCertificate(CampaignFileRequest request) => CampaignFile(request, "json");

    /// <summary>A target list as CSV.</summary>
    public static string TargetFile(TargetFileRequest request) => TargetFile(request, "csv");

    /// <summary>What certifies that CSV, as JSON.</summary>
    public static string TargetFileCertificate(TargetFileRequest request) => TargetFile(request, "json");

    /// <summary>A segment's course over the range as CSV.</summary>
    public static string SegmentDaysFile(ViewState view, string segment) =>
        To($"/download/targets/{Uri.EscapeDataString(segment)}/days.csv", view);

    private static string CampaignFile(CampaignFileRequest request, string kind)
    {
        ArgumentNullException.ThrowIfNull(request);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"/download/campaigns/{request.Campaign}/{CampaignFiles.Group(request.Part)}.{kind}"
                + $"?{PipelineParameter}={Uri.EscapeDataString(request.Pipeline)}"
                + $"&{EncodingParameter}={FileEncodings.Name(request.Encoding)}"
        );
    }

    private static string TargetFile(TargetFileRequest request, string kind)
    {
        ArgumentNullException.ThrowIfNull(request);
        return $"/download/targets/{Uri.EscapeDataString(request.Segment)}.{kind}"
            + $"?{PipelineParameter}={Uri.EscapeDataString(request.Pipeline)}&date={Formats.Iso(request.Date)}"
            + $"&{EncodingParameter}={FileEncodings.Name(request.Encoding)}";
    }
}
