using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Cli;

namespace RetailRocket.Web.Serving;

/// <summary>Builds the web app over an open session.</summary>
internal static class WebHost
{
    public static WebApplication Build(CommandSession session, int port)
    {
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, port));
        var app = builder.Build();
        app.MapGet("/healthz", () => Results.Text("ok"));
        app.MapGet(
            "/",
            async (CancellationToken cancellationToken) =>
            {
                var lines = new List<string>();
                foreach (var name in session.Catalog.Names)
                {
                    var dates = await session
                        .Get<PipelineStatusReader>()
                        .ReadAsync(session.Catalog.Get(name), null, cancellationToken);
                    lines.Add(
                        $"{name}: {dates.Count} dates, {dates.Count(date => date.PublishedRun is not null)} published"
                    );
                }
                return Results.Text(string.Join('\n', lines));
            }
        );
        return app;
    }
}
