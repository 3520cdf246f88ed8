using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RetailRocket.Web.Tests.Alerts;

/// <summary>A mail server that says nothing to its first callers, and takes the mail of the others.</summary>
internal sealed class FakeMailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource closed = new();
    private readonly ConcurrentQueue<string> mails = new();
    private readonly Task serving;
    private int calls;

    /// <param name="hangs">How many callers are left hanging.</param>
    public FakeMailServer(int hangs)
    {
        listener.Start();
        serving = ServeAsync(hangs);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>The mails that were taken, headers included.</summary>
    public IReadOnlyCollection<string> Mails => mails;

    public int Calls => calls;

    public async ValueTask DisposeAsync()
    {
        await closed.CancelAsync();
        listener.Stop();
        await serving;
        closed.Dispose();
    }

    private async Task ServeAsync(int hangs)
    {
        var talks = new List<Task>();
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(closed.Token);
                talks.Add(TalkAsync(client, Interlocked.Increment(ref calls) <= hangs));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client, bool hangs)
    {
        using (client)
        {
            try
            {
                if (hangs)
                    await Task.Delay(Timeout.Infinite, closed.Token);
                await TakeAsync(client.GetStream());
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // One of the two sides hung up.
            }
        }
    }

    private async Task TakeAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8, leaveOpen: true);
        await SayAsync(stream, "220 ready");
        while (await reader.ReadLineAsync(closed.Token) is { } line)
        {
            if (line.StartsWith("DATA", StringComparison.OrdinalIgnoreCase))
            {
                await SayAsync(stream, "354 go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync(closed.Token) is { } text && text != ".")
                    mail.AppendLine(text);
                mails.Enqueue(mail.ToString());
            }
            await SayAsync(stream, line.StartsWith("QUIT", StringComparison.OrdinalIgnoreCase) ? "221 bye" : "250 ok");
        }
    }

    private async Task SayAsync(NetworkStream stream, string words) =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes(words + "\r\n"), closed.Token);
}
