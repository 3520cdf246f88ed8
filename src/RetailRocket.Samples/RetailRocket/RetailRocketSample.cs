using RetailRocket.Samples.Chance;
using RetailRocket.Samples.Files;

namespace RetailRocket.Samples.RetailRocket;

/// <summary>
/// Source files in the format of the RetailRocket e-commerce data set: events, a category tree, and item properties in two
/// parts. Visitors, items and their doings are invented.
/// </summary>
public sealed class RetailRocketSample : ISample
{
    /// <inheritdoc/>
    public string Pipeline => "retailrocket";

    /// <inheritdoc/>
    public Task<SampleReport> WriteAsync(
        string directory,
        SampleOptions options,
        IProgress<SampleProgress>? progress,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        if (!Enum.IsDefined(options.Scale))
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Scale, "There is no such scale.");
        }

        return Task.Run(() => Write(directory, options, progress, ct), ct);
    }

    private static SampleReport Write(
        string directory,
        SampleOptions options,
        IProgress<SampleProgress>? progress,
        CancellationToken ct
    )
    {
        var seed = options.Seed;
        var isSmall = options.Scale == SampleScale.Small;
        var scale = isSmall ? RetailRocketScale.Small : RetailRocketScale.Full;
        using var folder = SampleFolder.Prepare(directory, scale.BytesNeeded, progress, ct);

        var tree = new CategoryTree(scale, new SampleRandom(seed, "categories"));
        tree.Write(folder, new SampleRandom(seed, "category order"));
        var catalog = new ItemCatalog(scale, new SampleRandom(seed, "items"));
        var plans = isSmall ? SmallDayPlans.Make(scale, new SampleRandom(seed, "days")) : FullDayPlans.Make(scale);
        WriteEvents(folder, plans, catalog, seed, ct);
        var properties = new ItemProperties(scale, tree, catalog, new SampleRandom(seed, "properties"));
        properties.Write(folder, new SampleRandom(seed, "property order"));

        folder.Complete();
        return new SampleReport(folder.Files, isSmall ? RetailRocketStory.Lines : [FullStory]);
    }

    private static SampleStoryLine FullStory { get; } =
        new(
            null,
            "139 business dates (Asia/Seoul), 2015-05-03 to 2015-09-18, with the totals of the public data set on every date: 2,756,101 events of 1,407,580 visitors. Nothing is planted."
        );

    private static void WriteEvents(
        SampleFolder folder,
        IReadOnlyList<DayPlan> plans,
        ItemCatalog catalog,
        long seed,
        CancellationToken ct
    )
    {
        var random = new SampleRandom(seed, "events");
        var totals = plans.Select(plan => plan.Totals).ToArray();
        var events = new EventBuffer(totals.Sum(day => day.Views + day.Carts + day.Transactions));
        var visitors = new VisitorPool(plans.Sum(plan => plan.Totals.Visitors - plan.ReturningVisitors), random);
        var items = new ItemSampler(catalog, random);
        var visits = new VisitBuilder(events, items, new VisitClock(random), random);
        var days = new DayBuilder(visitors, items, visits, random);
        foreach (var plan in plans)
        {
            ct.ThrowIfCancellationRequested();
            days.Build(plan);
        }

        var visitorIds = random.Distinct(visitors.Count, visitors.Count);
        var transactionIds = random.Distinct(visits.Orders, visits.Orders);
        events.Write(folder, catalog, visitorIds, transactionIds, random);
    }
}
