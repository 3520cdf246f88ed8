using RetailRocket.Samples.Chance;

namespace RetailRocket.Samples.RetailRocket;

/// <summary>
/// Who has been there, and who comes again. People who came often come again more often than others, and recent ones more
/// often than those of long ago; both together give the heavy tails of real visitors and cohorts that thin out.
/// </summary>
internal sealed class VisitorPool
{
    private const int Tries = 200;

    // Taken off the least weight of 1, so that well over half of the visitors have a single event.
    private const double AppetiteOffset = 0.65;
    private const double MostAppetite = 300;

    // How many days ago a returning visitor was last drawn from; half of them come back within a week.
    private static readonly QuantileTable VisitAge = new(1, 1, 2, 3, 4, 6, 8, 12, 18, 28, 50);

    // Chance that a purchase of so many weeks ago brings its buyer back, relative to one of last week.
    private static readonly double[] PurchaseAge = [0.85, 1.0, 0.66, 0.48, 0.37, 0.29, 0.23, 0.18, 0.14, 0.11];

    private readonly SampleRandom _random;
    private readonly int[] _lastDays;
    private readonly bool[] _bought;
    private readonly float[] _appetites;
    private readonly List<int> _visits = [];
    private readonly List<int> _dayStarts = [];
    private readonly List<(int Visitor, int Day)> _purchases = [];

    /// <param name="capacity">Visitors there will be at most.</param>
    /// <param name="random">Source of every draw.</param>
    public VisitorPool(int capacity, SampleRandom random)
    {
        _random = random;
        _lastDays = new int[capacity];
        _bought = new bool[capacity];
        _appetites = new float[capacity];
    }

    /// <summary>Visitors so far.</summary>
    public int Count { get; private set; }

    private int Today => _dayStarts.Count;

    /// <summary>How eagerly a visitor looks around: less than 1 for most, hundreds for a few.</summary>
    public double Appetite(int visitor) => _appetites[visitor];

    /// <summary>From here on visitors are taken for the next date; nobody is taken twice for the same one.</summary>
    public void BeginDay() => _dayStarts.Add(_visits.Count);

    public int TakeNew()
    {
        var visitor = Count++;
        _appetites[visitor] = (float)(_random.Pareto(MostAppetite) - AppetiteOffset);
        return Take(visitor);
    }

    /// <summary>Somebody who came on an earlier date.</summary>
    /// <param name="whoNeverBought">Only somebody who has not bought on an earlier date.</param>
    public int TakeReturning(bool whoNeverBought)
    {
        for (var i = 0; i < Tries; i++)
        {
            var day = Today - 1 - VisitAge.Pick(_random);
            if (day < 0 || _dayStarts[day] == _dayStarts[day + 1])
            {
                continue;
            }

            var visitor = _visits[_random.Between(_dayStarts[day], _dayStarts[day + 1] - 1)];
            if (IsFree(visitor, whoNeverBought))
            {
                return Take(visitor);
            }
        }

        for (var visit = _dayStarts[^1] - 1; visit >= 0; visit--)
        {
            if (IsFree(_visits[visit], whoNeverBought))
            {
                return Take(_visits[visit]);
            }
        }

        throw new InvalidOperationException($"Day {Today} plans more returning visitors than there are.");
    }

    /// <summary>Somebody who bought on an earlier date.</summary>
    public int TakeReturningBuyer()
    {
        for (var i = 0; i < Tries; i++)
        {
            var (visitor, day) = _purchases[_random.Below(_purchases.Count)];
            var week = Math.Min((Today - day) / 7, PurchaseAge.Length - 1);
            if (_random.Chance(PurchaseAge[week]) && IsFree(visitor, whoNeverBought: false))
            {
                return Take(visitor);
            }
        }

        for (var purchase = _purchases.Count - 1; purchase >= 0; purchase--)
        {
            if (IsFree(_purchases[purchase].Visitor, whoNeverBought: false))
            {
                return Take(_purchases[purchase].Visitor);
            }
        }

        throw new InvalidOperationException($"Day {Today} plans more returning buyers than there are.");
    }

    /// <summary>The visitor buys today.</summary>
    public void RecordPurchase(int visitor)
    {
        _bought[visitor] = true;
        _purchases.Add((visitor, Today));
    }

    private bool IsFree(int visitor, bool whoNeverBought) =>
        _lastDays[visitor] != Today && !(whoNeverBought && _bought[visitor]);

    private int Take(int visitor)
    {
        _lastDays[visitor] = Today;
        _visits.Add(visitor);
        return visitor;
    }
}
