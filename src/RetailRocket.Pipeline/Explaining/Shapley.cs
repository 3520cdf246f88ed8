namespace RetailRocket.Pipeline.Explaining;

/// <summary>
/// The Shapley value: what each of several factors adds to a result, averaged over every order in which they could be
/// changed from their first to their second state. The shares add up to the whole change, whatever the factors do to each
/// other (L. S. Shapley, A value for n-person games, 1953).
/// </summary>
internal static class Shapley
{
    /// <param name="factors">How many factors there are; the work is 2^factors.</param>
    /// <param name="value">The result when the factors whose bit is set are in their second state.</param>
    /// <returns>The share of each factor.</returns>
    public static decimal[] Of(int factors, Func<int, decimal> value)
    {
        var values = Enumerable.Range(0, 1 << factors).Select(value).ToArray();
        var orders = Factorial(factors);
        var shares = new decimal[factors];
        for (var factor = 0; factor < factors; factor++)
        {
            // Whole numbers of orders, divided once at the end, so that nothing is lost in between.
            decimal sum = 0;
            for (var others = 0; others < values.Length; others++)
            {
                if ((others & (1 << factor)) != 0)
                    continue;
                var before = int.PopCount(others);
                sum +=
                    Factorial(before)
                    * Factorial(factors - before - 1)
                    * (values[others | (1 << factor)] - values[others]);
            }
            shares[factor] = sum / orders;
        }
        return shares;
    }

    private static int Factorial(int number) => number <= 1 ? 1 : number * Factorial(number - 1);
}
