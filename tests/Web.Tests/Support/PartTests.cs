using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace RetailRocket.Web.Tests.Support;

/// <summary>Renders parts on their own, with words and a browser that answers nothing.</summary>
public abstract class PartTests : BunitContext
{
    protected PartTests()
    {
        Services.AddLocalization();
        Services.AddRadzenComponents();
        Services.AddSingleton(TimeProvider.System);
        JSInterop.Mode = JSRuntimeMode.Loose;
    }
}
