namespace RetailRocket.Web.Api.Requests;

/// <summary>How rows are written.</summary>
public enum ApiFormat
{
    Json,
    Csv,
}
