using System.Globalization;

namespace RetailRocket.Samples.Files;

/// <summary>
/// The folder a sample is written to. Files get a temporary name and their own only when all are complete, so that nobody
/// ever loads half a file. Disposing without <see cref="Complete"/> takes back everything that was written.
/// </summary>
internal sealed class SampleFolder : IDisposable
{
    private const string PartialSuffix = ".partial";

    private readonly string _path;
    private readonly bool _created;
    private readonly Func<string, Stream> _open;
    private readonly IProgress<SampleProgress>? _progress;
    private readonly CancellationToken _ct;
    private readonly List<string> _names = [];
    private readonly List<SampleFile> _files = [];
    private bool _complete;

    private SampleFolder(
        string path,
        bool created,
        Func<string, Stream> open,
        IProgress<SampleProgress>? progress,
        CancellationToken ct
    )
    {
        _path = path;
        _created = created;
        _open = open;
        _progress = progress;
        _ct = ct;
    }

    /// <summary>The finished files, in the order of their names.</summary>
    public IReadOnlyList<SampleFile> Files => [.. _files.OrderBy(file => file.Name, StringComparer.Ordinal)];

    /// <summary>Makes the folder ready, or says why it cannot be used.</summary>
    /// <param name="directory">Missing or empty; temporary files that a killed writer left behind do not count.</param>
    /// <param name="bytesNeeded">Asked of the disk before the first byte is written.</param>
    /// <param name="progress">Told about every file's rows; may be null.</param>
    /// <param name="ct">Looked at while rows are written.</param>
    /// <param name="open">Opens a file for writing; tests give a disk that fills up.</param>
    public static SampleFolder Prepare(
        string directory,
        long bytesNeeded,
        IProgress<SampleProgress>? progress,
        CancellationToken ct,
        Func<string, Stream>? open = null
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        var path = Path.GetFullPath(directory);
        try
        {
            if (File.Exists(path))
            {
                throw new SampleException($"{path} is a file; sample data needs a folder. Name another one.");
            }

            var created = !Directory.Exists(path);
            Directory.CreateDirectory(path);
            RefuseFilled(path);
            RefuseSmallDisk(path, bytesNeeded);
            return new SampleFolder(path, created, open ?? OpenFile, progress, ct);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SampleException(
                $"The folder {path} cannot be made or read: {e.Message} Choose a folder you may write to.",
                e
            );
        }
    }

    /// <summary>Writes one file: the header line, then whatever <paramref name="writeRows"/> writes.</summary>
    public void Write(string name, string header, long rows, Action<SampleFileWriter> writeRows)
    {
        var path = Path.Combine(_path, name + PartialSuffix);
        try
        {
            _names.Add(name);
            using var stream = _open(path);
            using var writer = new SampleFileWriter(stream, name, rows, _progress, _ct);
            writer.Line(header);
            writeRows(writer);
            writer.Finish();
            _files.Add(new SampleFile(name, writer.Rows, writer.Bytes));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SampleException(WriteFailure(path, e), e);
        }
    }

    /// <summary>Gives all files their own names.</summary>
    public void Complete()
    {
        try
        {
            foreach (var name in _names)
            {
                File.Move(Path.Combine(_path, name + PartialSuffix), Path.Combine(_path, name));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SampleException(
                $"The finished files in {_path} could not be given their names: {e.Message} Delete the folder's files and try again.",
                e
            );
        }

        _complete = true;
    }

    public void Dispose()
    {
        if (_complete)
        {
            return;
        }

        foreach (var name in _names)
        {
            DeleteQuietly(() => File.Delete(Path.Combine(_path, name + PartialSuffix)));
        }

        if (_created)
        {
            DeleteQuietly(() => Directory.Delete(_path));
        }
    }

    private static FileStream OpenFile(string path) =>
        new(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);

    private static void RefuseFilled(string path)
    {
        var found = Directory
            .EnumerateFileSystemEntries(path)
            .Select(Path.GetFileName)
            .FirstOrDefault(name => !name!.EndsWith(PartialSuffix, StringComparison.Ordinal));
        if (found is not null)
        {
            throw new SampleException(
                $"The folder {path} is not empty (it holds {found}, for one). Sample data never overwrites files: name an empty or a new folder."
            );
        }
    }

    private static void RefuseSmallDisk(string path, long bytesNeeded)
    {
        var free = new DriveInfo(path).AvailableFreeSpace;
        if (free < bytesNeeded)
        {
            throw new SampleException(
                $"The disk of {path} has {Megabytes(free)} free; the sample needs {Megabytes(bytesNeeded)}. Free some space or choose a folder on another disk."
            );
        }
    }

    private static string WriteFailure(string path, Exception e) =>
        IsDiskFull(e)
            ? $"The disk filled up while {path} was written, and what had been written was deleted. Free some space or choose a folder on another disk."
            : $"Writing {path} failed, and what had been written was deleted: {e.Message}";

    // ENOSPC and EDQUOT on Linux, ENOSPC on macOS (the same 28), ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static bool IsDiskFull(Exception e) =>
        e.HResult is 28 or 122 or unchecked((int)0x80070070) or unchecked((int)0x80070027);

    private static string Megabytes(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / 1_000_000:N0} MB");

    // The failure that led here is the one to report; a file that cannot be deleted as well must not hide it.
    private static void DeleteQuietly(Action delete)
    {
        try
        {
            delete();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }
}
