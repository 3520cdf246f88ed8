using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using RetailRocket.Web.Api.Tokens;

namespace RetailRocket.Web.Api;

/// <summary>How often a token, or a person without one, may ask. Bursts up to a minute's worth are fine.</summary>
internal static class ApiLimits
{
    public const string Policy = "api";

    /// <summary>Setting: requests a minute for each token.</summary>
    public const string Setting = "Api:RequestsPerMinute";

    private const int DefaultPerMinute = 600;

    /// <summary>Requests a minute as the configuration has it, one at least.</summary>
    public static int PerMinute(IConfiguration configuration) =>
        Math.Max(1, configuration.GetValue(Setting, DefaultPerMinute));

    public static void Add(RateLimiterOptions options, int perMinute)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.OnRejected = (context, _) =>
        {
            var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var told)
                ? told
                : TimeSpan.FromSeconds(1);
            context.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds))
                .ToString(CultureInfo.InvariantCulture);
            return ValueTask.CompletedTask;
        };
        options.AddPolicy(
            Policy,
            context =>
                RateLimitPartition.GetTokenBucketLimiter(
                    context.User.FindFirst(TokenHandler.IdClaim)?.Value ?? $"person {context.User.Identity?.Name}",
                    _ => new TokenBucketRateLimiterOptions
                    {
                        TokenLimit = perMinute,
                        TokensPerPeriod = Math.Max(1, perMinute / 60),
                        ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(1, 60.0 / perMinute)),
                        QueueLimit = 0,
                    }
                )
        );
    }
}
