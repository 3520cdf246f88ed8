using Microsoft.Net.Http.Headers;
using RetailRocket.Web.Features.Targets;

namespace RetailRocket.Web.Features;

/// <summary>What every answer that is a CSV file says of it, and that nobody on the way may keep it.</summary>
internal static class CsvResponse
{
    /// <summary>Sets the headers; the body is the caller's.</summary>
    /// <param name="file">Name that the browser saves it under.</param>
    /// <param name="encoding">Of the body.</param>
    /// <param name="bytes">Length, where it is known: a browser that receives less says that the download failed.</param>
    public static void Begin(
        HttpResponse response,
        string file,
        FileEncoding encoding = FileEncoding.Utf8,
        long? bytes = null
    )
    {
        response.ContentType = FileEncodings.ContentType(encoding);
        response.ContentLength = bytes;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName(file);
        response.Headers.ContentDisposition = disposition.ToString();
        response.Headers.CacheControl = "no-store";
    }
}
