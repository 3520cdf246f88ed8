namespace RetailRocket.Samples.Chance;

/// <summary>Divides a whole number by weights so that the parts add up to it exactly.</summary>
internal static class Apportionment
{
    /// <summary>Each part is its exact share rounded up or down; the rounding is carried on from part to part.</summary>
    public static int[] Divide(int total, IReadOnlyList<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        var parts = new int[weights.Count];
        var reached = 0.0;
        var given = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            reached += weights[i];
            var upTo = i == parts.Length - 1 ? total : (int)((total * (reached / sum)) + 0.5);
            parts[i] = upTo - given;
            given = upTo;
        }

        return parts;
    }
}
