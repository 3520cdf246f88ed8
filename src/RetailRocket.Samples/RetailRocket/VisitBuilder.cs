using RetailRocket.Samples.Chance;

namespace RetailRocket.Samples.RetailRocket;

/// <summary>Turns a visit into events: looks before carts, carts before orders, and the time in between.</summary>
internal sealed class VisitBuilder(EventBuffer events, ItemSampler items, VisitClock clock, SampleRandom random)
{
    private enum StepKind
    {
        View,
        Cart,
        OrderLine,
    }

    private readonly record struct Step(StepKind Kind, int Item, int Order, int Offset);

    private readonly List<Step> _steps = [];
    private readonly List<int> _carted = [];
    private readonly HashSet<int> _ordered = [];
    private DayPlan? _plan;
    private int _duplicatesDue;

    /// <summary>Orders so far; orders are numbered from 0.</summary>
    public int Orders { get; private set; }

    public void BeginDay(DayPlan plan)
    {
        _plan = plan;
        _duplicatesDue += plan.DuplicateViews;
    }

    /// <exception cref="InvalidOperationException">No visit of the day had room for a planned duplicate.</exception>
    public void EndDay()
    {
        if (_duplicatesDue > 0)
        {
            throw new InvalidOperationException($"{_plan?.Date:O} has no visit left for a duplicate view.");
        }
    }

    public void Build(in Visit visit)
    {
        _steps.Clear();
        _carted.Clear();
        clock.Reset();
        if (visit.Shops)
        {
            Shop(in visit);
        }
        else
        {
            Look(visit.Views);
        }

        Emit(visit.Visitor);
    }

    private void Look(int views)
    {
        var item = items.FirstView();
        AddStep(StepKind.View, item, clock.BeforeView());
        for (var view = 1; view < views; view++)
        {
            if (_duplicatesDue > 0 && view == 1)
            {
                _duplicatesDue--;
                AddStep(StepKind.View, item, clock.Now);
                continue;
            }

            item = items.After(item);
            AddStep(StepKind.View, item, clock.BeforeView());
        }
    }

    private void Shop(in Visit visit)
    {
        var item = visit.MainItem;
        var viewsLeft = visit.Views;
        var linesLeft = visit.OrderLines;
        var ordersDone = 0;
        _ordered.Clear();
        for (var cart = 0; cart < visit.Carts; cart++)
        {
            // Views that are not spent on later carts go before this one, the last of them on the item itself.
            var laterCarts = visit.Carts - cart - 1;
            var views =
                laterCarts == 0
                    ? viewsLeft
                    : Math.Min(viewsLeft, 1 + random.Below(1 + Math.Max(0, viewsLeft - laterCarts - 1)));
            View(item, views);
            viewsLeft -= views;
            AddStep(StepKind.Cart, item, clock.BeforeCart());
            _carted.Add(item);
            while (ordersDone < visit.Orders && (ordersDone + 1) * visit.Carts <= (cart + 1) * visit.Orders)
            {
                Order(in visit, item, ref ordersDone, ref linesLeft);
            }

            item = random.Chance(0.65) ? items.SameRoot(visit.MainItem) : items.After(item);
        }

        if (viewsLeft > 0)
        {
            View(visit.MainItem, viewsLeft);
        }

        while (ordersDone < visit.Orders)
        {
            Order(in visit, visit.MainItem, ref ordersDone, ref linesLeft);
        }
    }

    // Looks around first; the last look is at the item itself.
    private void View(int item, int views)
    {
        var around = item;
        for (var view = 1; view < views; view++)
        {
            around = items.After(around);
            AddStep(StepKind.View, around, clock.BeforeView());
        }

        if (views > 0)
        {
            AddStep(StepKind.View, item, clock.BeforeView());
        }
    }

    private void Order(in Visit visit, int lastItem, ref int ordersDone, ref int linesLeft)
    {
        var ordersAfter = visit.Orders - ordersDone - 1;
        var lines =
            ordersAfter == 0
                ? linesLeft
                : 1 + random.Below(1 + Math.Max(0, (linesLeft - ordersAfter - 1) * 2 / (ordersAfter + 1)));
        var offset = clock.BeforeOrder();
        for (var line = 0; line < lines; line++)
        {
            AddStep(StepKind.OrderLine, NextOrdered(in visit, lastItem), offset);
            offset = clock.BeforeOrderLine();
        }

        linesLeft -= lines;
        ordersDone++;
        Orders++;
    }

    // What is in the cart is ordered first; beyond that, something nobody saw being put into it.
    private int NextOrdered(in Visit visit, int lastItem)
    {
        foreach (var carted in _carted)
        {
            if (MayBeOrdered(in visit, carted) && _ordered.Add(carted))
            {
                return carted;
            }
        }

        if (_carted.Count == 0 && _ordered.Add(lastItem))
        {
            return lastItem;
        }

        var item = items.SameRoot(lastItem);
        while (!MayBeOrdered(in visit, item))
        {
            item = items.SameRoot(visit.MainItem);
        }

        _ordered.Add(item);
        return item;
    }

    private bool MayBeOrdered(in Visit visit, int item) =>
        _plan is not { LeadingRootHalted: true } || !items.InLeadingRoot(item) || items.InLeadingRoot(visit.MainItem);

    private void AddStep(StepKind kind, int item, int offset) => _steps.Add(new Step(kind, item, Orders, offset));

    private void Emit(int visitor)
    {
        var plan = _plan ?? throw new InvalidOperationException("A day must begin before its visits.");
        var start = clock.Start(plan.Date, out var localStart);
        foreach (var step in _steps)
        {
            var timestamp = start + step.Offset;
            switch (step.Kind)
            {
                case StepKind.View:
                    events.AddView(timestamp, visitor, step.Item);
                    break;
                case StepKind.Cart:
                    events.AddCart(timestamp, visitor, step.Item);
                    break;
                default:
                    var hour = (localStart + step.Offset) / VisitClock.HourMs;
                    var lost = hour >= plan.LostIdsFromHour && hour < plan.LostIdsToHour;
                    events.AddTransaction(timestamp, visitor, step.Item, lost ? null : step.Order);
                    break;
            }
        }
    }
}
