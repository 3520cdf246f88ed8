using System.Globalization;
using RetailRocket.Pipeline.Database;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Web.Features.Targets;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Campaigns;

/// <summary>
/// The groups of a campaign as files. Once handed out a group never changes, so what is measured first is what is written
/// later.
/// </summary>
public sealed class CampaignFiles(Warehouse warehouse, CampaignQueries campaigns, Access access, Audit audit)
{
    /// <summary>What the file is, without handing it over. Null until the campaign is handed out.</summary>
    /// <exception cref="AccessDeniedException">The person may not have it.</exception>
    public async Task<CampaignFileCertificate?> DescribeAsync(
        CampaignFileRequest request,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(request);
        await access.DemandAsync(Feature.Campaigns);
        if (request.Part is not (CampaignPart.Contact or CampaignPart.Holdout))
            return null;
        var found = await campaigns.RowAsync(request.Pipeline, request.Campaign, cancellationToken);
        if (found is not { HandedOutAt: { } handedOutAt } campaign)
            return null;
        await using var measure = new Measure();
        var (rows, lost) = await CopyAsync(request, measure, cancellationToken);
        var group = Group(request.Part);
        return new CampaignFileCertificate(
            string.Create(
                CultureInfo.InvariantCulture,
                $"campaign_{campaign.Id}_{group}_{campaign.Date:yyyy-MM-dd}_{rows}_rows.csv"
            ),
            request.Pipeline,
            campaign.Id,
            campaign.Name,
            campaign.Key,
            group,
            campaign.Date,
            campaign.Segment,
            FileEncodings.Name(request.Encoding),
            rows,
            campaign.SegmentSize,
            campaign.Listed,
            campaign.Contacts,
            campaign.Holdouts,
            campaign.Fatigued,
            campaign.Suppressed,
            campaign.HoldoutShare,
            campaign.MostContacts,
            campaign.ContactDays,
            lost,
            measure.Length,
            measure.Sha256,
            campaign.Run,
            Words.Of(campaign.Verdict),
            campaign.Definition,
            campaign.PublishedAt,
            campaign.Waiver,
            handedOutAt
        );
    }

    /// <summary>Enters the download in the audit log; to be called before the first byte of <see cref="WriteAsync"/>.</summary>
    /// <returns>What will be written. Null until the campaign is handed out.</returns>
    /// <exception cref="AccessDeniedException">The person may not have it.</exception>
    public async Task<CampaignFileCertificate?> OpenAsync(
        CampaignFileRequest request,
        CancellationToken cancellationToken
    )
    {
        var certificate = await DescribeAsync(request, cancellationToken);
        if (certificate is not null)
            await audit.WriteAsync(
                await access.NameAsync(),
                AuditAction.Download,
                $"{request.Pipeline} {certificate.Key} {certificate.Group}",
                new
                {
                    certificate.File,
                    certificate.Encoding,
                    certificate.Rows,
                    certificate.Bytes,
                    certificate.Sha256,
                    certificate.Run,
                },
                cancellationToken
            );
        return certificate;
    }

    /// <summary>Writes the file, row by row.</summary>
    /// <exception cref="AccessDeniedException">The person may not have it.</exception>
    public async Task WriteAsync(CampaignFileRequest request, Stream output, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        await access.DemandAsync(Feature.Campaigns);
        await CopyAsync(request, output, cancellationToken);
    }

    /// <summary>Name of a group in addresses and files.</summary>
    public static string Group(CampaignPart part) =>
        part switch
        {
            CampaignPart.Contact => "contact",
            CampaignPart.Holdout => "holdout",
            _ => throw new ArgumentOutOfRangeException(nameof(part), part, "There is no file of it."),
        };

    /// <summary>The group of a name; null for an unknown one.</summary>
    public static CampaignPart? Parse(string group) =>
        group switch
        {
            "contact" => CampaignPart.Contact,
            "holdout" => CampaignPart.Holdout,
            _ => null,
        };

    private async Task<(long Rows, long Lost)> CopyAsync(
        CampaignFileRequest request,
        Stream output,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await warehouse.Reader.OpenConnectionAsync(cancellationToken);
        return await TargetFile.WriteAsync(
            connection,
            null,
            request.Encoding,
            CampaignSql.File,
            [("pipeline", request.Pipeline), ("campaign", request.Campaign), ("part", request.Part.ToString())],
            output,
            cancellationToken
        );
    }
}
