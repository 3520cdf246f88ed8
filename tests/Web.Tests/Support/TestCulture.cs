using System.Globalization;
using System.Runtime.CompilerServices;

namespace RetailRocket.Web.Tests.Support;

/// <summary>Tests read English unless they say otherwise, whatever the machine speaks.</summary>
internal static class TestCulture
{
    [ModuleInitializer]
    internal static void Set()
    {
        CultureInfo.DefaultThreadCurrentCulture = new CultureInfo("en-US");
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.DefaultThreadCurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture;
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentCulture;
    }
}
