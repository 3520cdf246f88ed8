using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace RetailRocket.Web.Alerts.Delivery;

/// <summary>Seals addresses of channels with the keys of the data folder: whoever reads the database alone cannot use them.</summary>
public sealed class ChannelSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector protector = protection.CreateProtector("RetailRocket.Alerts.Channel");

    public string Seal(string address) => protector.Protect(address);

    /// <returns>Null when the keys are others than those that sealed it.</returns>
    public string? Open(string sealedAddress)
    {
        try
        {
            return protector.Unprotect(sealedAddress);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
