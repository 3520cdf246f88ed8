using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using Radzen.Blazor.Rendering;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Tests.Support;

/// <summary>Renders parts on their own, with words and a browser that answers nothing.</summary>
public abstract class PartTests : BunitContext
{
    protected PartTests()
    {
        Services.AddTexts();
        Services.AddRadzenComponents();
        Services.AddSingleton(TimeProvider.System);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
        // A chart asks the browser for its size before it draws.
        JSInterop.Setup<Rect>("Radzen.createChart", _ => true).SetResult(new Rect { Width = 800, Height = 324 });
    }
}
