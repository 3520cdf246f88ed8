namespace RetailRocket.Web.Security;

/// <summary>
/// Refuses WebSockets and changing requests that a page of another site started. Browsers send cookies with WebSockets of
/// any origin, and no antiforgery token protects them.
/// </summary>
internal static class OriginCheck
{
    public static void UseOriginCheck(this IApplicationBuilder app) =>
        app.Use(
            (context, next) =>
            {
                if (!IsForeign(context.Request))
                    return next(context);
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            }
        );

    internal static bool IsForeign(HttpRequest request)
    {
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
            return false;
        // A WebSocket starts as GET over HTTP/1.1 and as CONNECT over HTTP/2.
        var reads =
            (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
            && !request.Headers.ContainsKey("Upgrade");
        return !reads
            && !(
                Uri.TryCreate(origin, UriKind.Absolute, out var uri)
                && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
                && string.Equals(uri.Scheme, request.Scheme, StringComparison.OrdinalIgnoreCase)
            );
    }
}
