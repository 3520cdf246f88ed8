using System.CommandLine;
using System.Globalization;
using RetailRocket.Samples;

namespace RetailRocket.Web.Cli;

/// <summary><c>sample NAME --out DIR</c>: write invented source files.</summary>
internal static class SampleCommand
{
    public static Command Create()
    {
        var name = Options.Pipeline();
        var folder = new Option<string>("--out")
        {
            Description = "Folder for the files; missing or empty",
            HelpName = "DIR",
            Required = true,
        };
        var scale = new Option<SampleScale>("--scale")
        {
            Description = "small: about 60 days, 200,000 events; full: the public data set's size, about 990 MB",
            HelpName = "small|full",
            DefaultValueFactory = _ => SampleScale.Small,
        };
        var seed = new Option<long>("--seed")
        {
            Description = "Another seed, another noise; the same seed, the same bytes",
            HelpName = "N",
            DefaultValueFactory = _ => 42,
        };
        var command = new Command("sample", "Write invented source files for a pipeline") { name, folder, scale, seed };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var pipeline = parsed.GetValue(name)!;
                var sample =
                    SampleCatalog.Find(pipeline)
                    ?? throw new WrongUseException(
                        $"There is no sample for '{pipeline}'. There are samples for: "
                            + $"{string.Join(", ", SampleCatalog.All.Select(sample => sample.Pipeline))}."
                    );
                var report = await TerminalProgress.ShowAsync(progress =>
                    sample.WriteAsync(
                        Path.GetFullPath(parsed.GetValue(folder)!),
                        new SampleOptions(parsed.GetValue(scale), parsed.GetValue(seed)),
                        progress,
                        cancellationToken
                    )
                );
                CommandLine
                    .Output(parsed)
                    .Write(
                        new
                        {
                            pipeline,
                            report.Files,
                            report.Story,
                        },
                        writer =>
                        {
                            foreach (var file in report.Files)
                                writer.WriteLine(
                                    string.Create(
                                        CultureInfo.InvariantCulture,
                                        $"{file.Name}: {file.Rows:N0} rows, {file.Bytes:N0} bytes"
                                    )
                                );
                            foreach (var line in report.Story)
                                writer.WriteLine($"{(line.Date is { } day ? $"{day:yyyy-MM-dd}: " : "")}{line.Text}");
                        }
                    );
                return ExitCode.Done;
            }
        );
        return command;
    }
}
