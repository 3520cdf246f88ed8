namespace RetailRocket.Pipeline.Database;

/// <summary>How much a finding matters.</summary>
public enum MachineVerdict
{
    Ok,

    /// <summary>The app works, but something will hurt soon.</summary>
    Warn,

    /// <summary>The app does not work like this.</summary>
    Fail,
}

/// <summary>One thing that was looked at on this machine.</summary>
/// <param name="Name">What was looked at, such as "Free disk space".</param>
/// <param name="Verdict">Whether it is good enough.</param>
/// <param name="Found">What is there.</param>
/// <param name="Fix">What to do; null when nothing needs doing.</param>
public sealed record MachineFinding(string Name, MachineVerdict Verdict, string Found, string? Fix);
