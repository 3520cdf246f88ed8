using System.CommandLine;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Web.Cli;

/// <summary><c>doctor</c>: is this machine ready, what is missing, how to get it.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Is this machine ready; what is missing and how to get it");
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                var settings = AppSettings.Read(parsed.GetValue(Options.Data));
                var findings = await new MachineCheck(settings.Warehouse).RunAsync(cancellationToken);
                var ready = findings.All(finding => finding.Verdict != MachineVerdict.Fail);
                CommandLine
                    .Output(parsed)
                    .Write(
                        new { ready, findings },
                        writer =>
                        {
                            foreach (var finding in findings)
                            {
                                writer.WriteLine(
                                    $"{finding.Verdict.ToString().ToLowerInvariant(), -4}  {finding.Name}: {finding.Found}"
                                );
                                if (finding.Fix is { } fix)
                                    writer.WriteLine($"      {fix}");
                            }
                            writer.WriteLine(ready ? "This machine is ready." : "This machine is not ready.");
                        }
                    );
                return ready ? ExitCode.Done : ExitCode.Failure;
            }
        );
        return command;
    }
}
