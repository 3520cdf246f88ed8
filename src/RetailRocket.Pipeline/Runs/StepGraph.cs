namespace RetailRocket.Pipeline.Runs;

/// <summary>A piece of work that starts when the pieces named in <paramref name="After"/> are done.</summary>
internal sealed record GraphStep(string Name, IReadOnlyCollection<string> After, Func<CancellationToken, Task> Work);

/// <summary>Runs steps as soon as what they wait for is done, a limited number side by side.</summary>
internal static class StepGraph
{
    /// <summary>
    /// Runs all steps, those first that most others wait for. The first error stops the steps that wait, cancels those that
    /// run, and is thrown.
    /// </summary>
    /// <exception cref="InvalidOperationException">Steps wait for each other, or for a step that does not exist.</exception>
    public static async Task RunAsync(IReadOnlyList<GraphStep> steps, int workers, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var waiting = ByDependents(steps);
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
    /// Those that most others wait for come first, in the order given where it is the same number: of the steps that may start
    /// the one that holds up most does, and what nobody waits for fills the gaps.
    /// </summary>
    private static List<GraphStep> ByDependents(IReadOnlyList<GraphStep> steps)
    {
        var waitingFor = steps
            .SelectMany(step => step.After, (step, name) => (Name: name, step))
            .ToLookup(item => item.Name, item => item.step.Name);
        return [.. steps.OrderByDescending(step => Dependents(step.Name).Count)];

        HashSet<string> Dependents(string name)
        {
            var found = new HashSet<string>();
            var next = new Stack<string>([name]);
            while (next.TryPop(out var current))
                foreach (var dependent in waitingFor[current])
                    if (found.Add(dependent))
                        next.Push(dependent);
            return found;
        }
    }
}
