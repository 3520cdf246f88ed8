namespace RetailRocket.Web.Features.Campaigns;

/// <summary>The suppression list of a pipeline.</summary>
/// <param name="Latest">Those that came on it last; <see cref="MostRows"/> at most.</param>
public sealed record SuppressionModel(long Count, IReadOnlyList<SuppressedRow> Latest)
{
    public const int MostRows = 200;
}
