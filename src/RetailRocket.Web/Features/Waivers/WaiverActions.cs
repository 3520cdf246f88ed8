using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Publishing;
using RetailRocket.Pipeline.Quality;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Waivers;

/// <summary>What people do to waivers. Each act demands the right to waive; the files follow what is published.</summary>
public sealed class WaiverActions(WaiverDesk desk, PipelineCatalog catalog, Access access)
{
    /// <summary>Asks for a waiver of the last run of a date.</summary>
    /// <exception cref="PublishingException">It cannot be waived; the message says why.</exception>
    public async Task<Waiver> AskAsync(
        string pipeline,
        DateOnly date,
        string reason,
        DateTimeOffset endsAt,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.QualityWaive);
        var request = new WaiverRequest(catalog.Get(pipeline), date, reason, endsAt, await access.NameAsync());
        return await desk.AskAsync(request, cancellationToken);
    }

    /// <summary>Publishes under a waiver that somebody else asked for.</summary>
    /// <exception cref="PublishingException">It cannot be approved; the message says why.</exception>
    public async Task ApproveAsync(string pipeline, long id, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.QualityWaive);
        await desk.ApproveAsync(catalog.Get(pipeline), id, await access.NameAsync(), cancellationToken);
    }

    /// <summary>Says no to a waiver that somebody else asked for.</summary>
    /// <exception cref="PublishingException">It is not waiting, or one's own.</exception>
    public async Task RefuseAsync(string pipeline, long id, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.QualityWaive);
        await desk.RefuseAsync(catalog.Get(pipeline), id, await access.NameAsync(), cancellationToken);
    }

    /// <summary>Takes an open waiver back.</summary>
    /// <exception cref="PublishingException">It is not open.</exception>
    public async Task WithdrawAsync(string pipeline, long id, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.QualityWaive);
        await desk.WithdrawAsync(catalog.Get(pipeline), id, await access.NameAsync(), cancellationToken);
    }
}
