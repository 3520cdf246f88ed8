namespace RetailRocket.Pipeline.Runs;

/// <summary>A piece of work that starts when the pieces named in <paramref name="After"/> are done.</summary>
/// <param name="Seconds">What it is expected to take, in seconds or any other measure common to all steps.</param>
internal sealed record GraphStep(
    string Name,
    IReadOnlyCollection<string> After,
    double Seconds,
    Func<CancellationToken, Task> Work
);

/// <summary>Runs steps as soon as what they wait for is done, a limited number side by side.</summary>
internal static class StepGraph
{
    /// <summary>
    /// Runs all steps. Of those that may start, the one goes first that the longest chain of work hangs on. The first error
    /// stops the steps that wait, cancels those that run, and is thrown.
    /// </summary>
    /// <exception cref="InvalidOperationException">Steps wait for each other, or for a step that does not exist.</exception>
    public static async Task RunAsync(IReadOnlyList<GraphStep> steps, int workers, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = ByTimeToEnd(steps);
        var done = new HashSet<string>();
        var running = new Dictionary<Task, string>();
        Exception? firstError = null;
        while (waiting.Count + running.Count > 0)
        {
            while (firstError is null && running.Count < workers)
            {
                var next = waiting.FirstOrDefault(step => done.IsSupersetOf(step.After));
                if (next is null)
                    break;
                waiting.Remove(next);
                running.Add(Task.Run(() => next.Work(stop.Token), CancellationToken.None), next.Name);
            }
            if (running.Count == 0)
                break;
            var finished = await Task.WhenAny(running.Keys);
            running.Remove(finished, out var name);
            if (finished.IsCompletedSuccessfully)
            {
                done.Add(name!);
                continue;
            }
            firstError ??= finished.Exception?.InnerException ?? new OperationCanceledException(stop.Token);
            waiting.Clear();
            await stop.CancelAsync();
        }
        cancellationToken.ThrowIfCancellationRequested();
        if (firstError is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(firstError);
        if (waiting.Count > 0)
            throw new InvalidOperationException(
                $"Steps wait for what never runs: {string.Join(", ", waiting.Select(step => step.Name))}."
            );
    }

    /// <summary>
    /// By the time from the start of a step to the end of all that waits for it, directly or through others, the longest
    /// first. Where it is the same, as in a first run, which knows no times: by how many wait for it, then in the order
    /// given. What holds up nobody fills the gaps.
    /// </summary>
    private static List<GraphStep> ByTimeToEnd(IReadOnlyList<GraphStep> steps)
    {
        var waitingFor = steps
            .SelectMany(step => step.After, (step, name) => (Name: name, step))
            .ToLookup(item => item.Name, item => item.step);
        var known = new Dictionary<string, double>();
        return [.. steps.OrderByDescending(TimeToEnd).ThenByDescending(step => waitingFor[step.Name].Count())];

        double TimeToEnd(GraphStep step)
        {
            if (known.TryGetValue(step.Name, out var found))
                return found;
            // Steps that wait for each other never start; until that is found out, they end here.
            known[step.Name] = step.Seconds;
            return known[step.Name] = step.Seconds + waitingFor[step.Name].Select(TimeToEnd).DefaultIfEmpty().Max();
        }
    }
}
