namespace RetailRocket.Pipeline.Database;

/// <summary>
/// A lock on a file between processes (and between users of one process). The system releases it when the process ends,
/// however it ends.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);
    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock alone; null when somebody has it.</summary>
    public static FileLock? TryExclusive(string path) => TryOpen(path, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Takes the lock together with others; null when somebody has it alone.</summary>
    public static FileLock? TryShared(string path) => TryOpen(path, FileAccess.Read, FileShare.Read);

    /// <summary>Waits for the lock alone.</summary>
    /// <exception cref="TimeoutException">Somebody kept it for longer than <paramref name="patience"/>.</exception>
    public static Task<FileLock> ExclusiveAsync(string path, TimeSpan patience, CancellationToken ct) =>
        WaitAsync(() => TryExclusive(path), path, patience, ct);

    /// <summary>Waits for the lock together with others.</summary>
    /// <exception cref="TimeoutException">Somebody kept it alone for longer than <paramref name="patience"/>.</exception>
    public static Task<FileLock> SharedAsync(string path, TimeSpan patience, CancellationToken ct) =>
        WaitAsync(() => TryShared(path), path, patience, ct);

    public void Dispose() => stream.Dispose();

    private static async Task<FileLock> WaitAsync(
        Func<FileLock?> take,
        string path,
        TimeSpan patience,
        CancellationToken ct
    )
    {
        var deadline = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        while (true)
        {
            if (take() is { } taken)
                return taken;
            if (Environment.TickCount64 > deadline)
                throw new TimeoutException($"Another process has kept {path} locked for {patience.TotalSeconds:0} s.");
            await Task.Delay(Pause, ct);
        }
    }

    private static FileLock? TryOpen(string path, FileAccess access, FileShare share)
    {
        try
        {
            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, access, share, bufferSize: 0));
        }
        catch (IOException e) when (e.HResult is WouldBlockLinux or WouldBlockMac)
        {
            return null;
        }
    }

    private const int WouldBlockLinux = 11;
    private const int WouldBlockMac = 35;
}
