using System.CommandLine;

namespace RetailRocket.Benchmarks;

/// <summary><c>bench.sh [PART …] [--json FILE]</c>: measures the named parts, or all.</summary>
internal static class BenchmarkCommand
{
    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var names = new Argument<string[]>("PART")
        {
            Description = string.Join("; ", Parts.All.Select(part => $"{part.Name}: {part.About}")),
            Arity = ArgumentArity.ZeroOrMore,
        };
        names.AcceptOnlyFromAmong([.. Parts.All.Select(part => part.Name)]);
        var json = new Option<string?>("--json") { Description = "Also write the results to FILE", HelpName = "FILE" };
        var data = new Option<string>("--data")
        {
            Description = "Folder for the data that is measured; made once and used again",
            HelpName = "DIR",
            DefaultValueFactory = _ => Path.Combine(Repository.Root, "data", "bench"),
        };
        var scale = new Option<string>("--scale")
        {
            Description = "full: the public data set's size; small: to try the benchmarks out",
            HelpName = "full|small",
            DefaultValueFactory = _ => "full",
        };
        scale.AcceptOnlyFromAmong("full", "small");
        var runs = new Option<int?>("--runs")
        {
            Description =
                "How often the pipeline's work is done instead of 5 times, or 3 where once takes over a minute",
            HelpName = "N",
        };
        var root = new RootCommand("Measures the product on this machine.") { names, json, data, scale, runs };
        root.SetAction(
            (parsed, token) =>
                MeasureAsync(
                    parsed.GetValue(names)!,
                    new BenchmarkRun(
                        Path.GetFullPath(parsed.GetValue(data)!),
                        parsed.GetValue(scale) == "full",
                        parsed.GetValue(runs)
                    ),
                    parsed.GetValue(json),
                    token
                )
        );
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
                BenchmarkRun.Say(error.Message);
            return 2;
        }
        return await parsed.InvokeAsync(cancellationToken: cancellationToken);
    }

    private static async Task<int> MeasureAsync(
        string[] names,
        BenchmarkRun run,
        string? file,
        CancellationToken cancellationToken
    )
    {
        try
        {
            foreach (var part in Parts.All.Where(part => names.Length == 0 || names.Contains(part.Name)))
                await part.RunAsync(run, cancellationToken);
        }
        catch (BenchmarkException error)
        {
            BenchmarkRun.Say(error.Message);
            return 1;
        }
        finally
        {
            // What was measured before a failure is worth having.
            Results.WriteTable(run.Results, Console.Out);
            run.PageTable.Write(Console.Out);
            if (file is not null)
                Results.WriteFile(run.Results, file);
        }
        return 0;
    }
}
