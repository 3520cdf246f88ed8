namespace RetailRocket.Web.Cli;

/// <summary>What a command tells its caller.</summary>
public static class ExitCode
{
    /// <summary>Done, and published.</summary>
    public const int Done = 0;

    /// <summary>Something failed; nothing was changed that is not said.</summary>
    public const int Failure = 1;

    /// <summary>The command was used wrongly.</summary>
    public const int WrongUse = 2;

    /// <summary>A gate held back at least one date.</summary>
    public const int Blocked = 3;

    /// <summary>There are no source rows for what was asked.</summary>
    public const int NoData = 4;

    /// <summary>Done, and waiting for approval; nothing is published yet.</summary>
    public const int Waits = 5;
}
