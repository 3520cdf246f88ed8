using System.CommandLine;
using System.Globalization;
using RetailRocket.Pipeline.Publishing;

namespace RetailRocket.Web.Cli;

/// <summary><c>export NAME --date D --out DIR</c>: the files of a published date, with manifest.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var name = Options.Pipeline();
        var date = Options.Date("Published business date");
        date.Required = true;
        var folder = new Option<string>("--out")
        {
            Description = "Folder for the files",
            HelpName = "DIR",
            Required = true,
        };
        var command = new Command("export", "Write the files of a published date, with manifest.json")
        {
            name,
            date,
            folder,
        };
        command.SetAction(
            (parsed, cancellationToken) =>
                CommandLine.WithSessionAsync(
                    parsed,
                    async (session, output) =>
                    {
                        var manifest = await session
                            .Get<ExportWriter>()
                            .WriteAsync(
                                session.Catalog.Get(parsed.GetValue(name)!),
                                parsed.GetValue(date)!.Value,
                                Path.GetFullPath(parsed.GetValue(folder)!),
                                cancellationToken
                            );
                        output.Write(
                            manifest,
                            writer =>
                            {
                                foreach (var file in manifest.Files)
                                    writer.WriteLine(
                                        string.Create(
                                            CultureInfo.InvariantCulture,
                                            $"{file.Name}: {file.Rows:N0} rows, sha256 {file.Sha256}"
                                        )
                                    );
                                writer.WriteLine(
                                    $"Run {manifest.Run}, {manifest.Verdict}, definition {manifest.Definition}, {manifest.ChecksPassed} of {manifest.ChecksMade} checks passed."
                                );
                                if (manifest.Waiver is { } waiver)
                                    writer.WriteLine(
                                        $"Published under waiver {waiver.Id} until {waiver.EndsAt:yyyy-MM-dd HH:mm} UTC: {waiver.Reason}"
                                    );
                            }
                        );
                        return ExitCode.Done;
                    },
                    cancellationToken
                )
        );
        return command;
    }
}
