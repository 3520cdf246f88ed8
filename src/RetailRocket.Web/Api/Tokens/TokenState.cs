namespace RetailRocket.Web.Api.Tokens;

public enum TokenState
{
    Active,
    Expired,
    Revoked,
}
