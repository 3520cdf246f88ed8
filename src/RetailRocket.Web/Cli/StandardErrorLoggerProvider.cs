using System.Globalization;
using Microsoft.Extensions.Logging;

namespace RetailRocket.Web.Cli;

/// <summary>Log lines of a command on standard error, so that standard output holds the result alone.</summary>
public sealed class StandardErrorLoggerProvider : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new StandardErrorLogger();

    public void Dispose() { }

    private sealed class StandardErrorLogger : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            if (!IsEnabled(logLevel))
                return;
            var word = logLevel == LogLevel.Warning ? "warning" : "error";
            Console.Error.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{word}: {formatter(state, exception)}{(exception is null ? "" : $": {exception.Message}")}"
                )
            );
        }
    }
}
