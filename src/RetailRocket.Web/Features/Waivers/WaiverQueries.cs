using RetailRocket.Pipeline.Database;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Waivers;

/// <summary>Reads waivers for pages: who may see checks may see why one did not count.</summary>
public sealed class WaiverQueries(Warehouse warehouse, Access access)
{
    /// <summary>Open ones first, then the newest.</summary>
    /// <param name="date">Null for all dates.</param>
    public async Task<IReadOnlyList<WaiverRow>> ReadAsync(
        string pipeline,
        DateOnly? date,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.Quality);
        return await WaiverList.ReadAsync(warehouse, pipeline, date, cancellationToken);
    }
}
