namespace RetailRocket.Benchmarks.Pipeline;

/// <summary>Another way to the same figures.</summary>
internal interface IRival
{
    string Name { get; }

    /// <summary>Starts from nothing: everything from the files of a folder.</summary>
    Task<RivalTime> BackfillAsync(string folder, CancellationToken cancellationToken);

    /// <summary>Adds the events of one date, or replaces them.</summary>
    Task<RivalTime> DayAsync(string file, DateOnly date, CancellationToken cancellationToken);

    /// <summary>What it has computed.</summary>
    Task<Figures> FiguresAsync(CancellationToken cancellationToken);
}

/// <summary>What a rival took.</summary>
/// <param name="Seconds">For everything.</param>
/// <param name="LoadSeconds">For loading the files of a back-fill, within <paramref name="Seconds"/>.</param>
internal sealed record RivalTime(double Seconds, double LoadSeconds);
