using System.Net;
using Microsoft.Extensions.Configuration;
using RetailRocket.Pipeline.Database;

namespace RetailRocket.Web.Cli;

/// <summary>Where the app keeps its data and finds its pipelines; see appsettings.Example.json.</summary>
/// <param name="DataFolder">Private server, export files, keys.</param>
/// <param name="SqlFolder">Folder with one folder per pipeline.</param>
public sealed record AppSettings(IConfiguration Configuration, string DataFolder, string SqlFolder)
{
    /// <summary>Folder with a folder per pipeline and date of export files.</summary>
    public string ExportFolder => Path.Combine(DataFolder, "exports");

    /// <summary>Address that the pages are served on.</summary>
    public IPAddress Address =>
        IPAddress.TryParse(Configuration["Web:Address"] ?? "127.0.0.1", out var address)
            ? address
            : throw new WrongUseException(
                $"The setting Web:Address is '{Configuration["Web:Address"]}', which is no IP address; write 127.0.0.1 or 0.0.0.0."
            );

    public WarehouseOptions Warehouse =>
        new()
        {
            ConnectionString = Configuration.GetConnectionString("Warehouse"),
            RunnerConnectionString = Configuration.GetConnectionString("WarehouseRunner"),
            ReaderConnectionString = Configuration.GetConnectionString("WarehouseReader"),
            CheckerConnectionString = Configuration.GetConnectionString("WarehouseChecker"),
            DataFolder = DataFolder,
            PrivatePort = Configuration.GetValue<int?>("Warehouse:Port"),
            PrivateProfile = Configuration.GetValue("Warehouse:Profile", ServerProfile.Machine),
        };

    /// <summary>Reads appsettings.json beside the program and in the working folder, then the environment.</summary>
    /// <param name="dataFolder">From the command line; wins over the configuration.</param>
    public static AppSettings Read(string? dataFolder)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddJsonFile(Path.Combine(Environment.CurrentDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .Build();
        return new AppSettings(
            configuration,
            Path.GetFullPath(dataFolder ?? configuration["DataFolder"] ?? "data"),
            Path.GetFullPath(configuration["SqlFolder"] ?? Path.Combine(AppContext.BaseDirectory, "sql"))
        );
    }
}
