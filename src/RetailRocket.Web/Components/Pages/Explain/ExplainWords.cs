using Microsoft.Extensions.Localization;
using RetailRocket.Pipeline.Explaining;
using RetailRocket.Web.Features.Explain;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Pages.Explain;

/// <summary>How ratios, factors, dimensions and segments are called. A name that nobody wrote words for stands as it is.</summary>
public static class ExplainWords
{
    /// <summary>Name of a ratio.</summary>
    public static string Metric(IStringLocalizer<Text> text, string metric)
    {
        ArgumentNullException.ThrowIfNull(text);
        return metric switch
        {
            "cvr_session_to_purchase" => text["Figure.CvrSessionToPurchase"],
            "cvr_view_to_cart" => text["Figure.CvrViewToCart"],
            "cvr_cart_to_purchase" => text["Figure.CvrCartToPurchase"],
            "cvr_view_to_cart_closed" => text["Funnel.ViewToCartClosed"],
            "cvr_cart_to_purchase_closed" => text["Funnel.CartToPurchaseClosed"],
            _ => metric,
        };
    }

    /// <summary>Name of a factor.</summary>
    public static string Factor(IStringLocalizer<Text> text, ExplainFactor factor)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text[$"Explain.Factor{factor}"];
    }

    /// <summary>A sentence about what a factor holds.</summary>
    public static string AboutFactor(IStringLocalizer<Text> text, ExplainFactor factor)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text[$"Explain.About{factor}"];
    }

    /// <summary>Name of a dimension.</summary>
    public static string Dimension(IStringLocalizer<Text> text, string dimension)
    {
        ArgumentNullException.ThrowIfNull(text);
        return dimension switch
        {
            "category" => text["Explain.ByCategory"],
            "visitor" => text["Explain.ByVisitor"],
            "hour" => text["Explain.ByHour"],
            "landing" => text["Explain.ByLanding"],
            "visit" => text["Explain.ByVisit"],
            _ => dimension,
        };
    }

    /// <summary>Name of a segment of a dimension.</summary>
    public static string Segment(IStringLocalizer<Text> text, string dimension, string segment)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(segment);
        return dimension switch
        {
            "category" when segment == "0" => text["Funnel.CategoryNone"],
            "category" => text["Funnel.CategoryName", segment],
            "hour" => text["Explain.Hour", segment],
            "visitor" or "landing" or "visit" => string.Join(
                ", ",
                segment.Split(", ").Select(word => Word(text, word))
            ),
            _ => segment,
        };
    }

    /// <summary>Name of another definition.</summary>
    public static string WhatIf(IStringLocalizer<Text> text, WhatIfLine line)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(line);
        return line switch
        {
            { IsPublished: true } => text["WhatIf.Published"],
            { Name: "no_date_cut" } => text["WhatIf.NoDateCut"],
            { Setting: { } value } when line.Name.StartsWith("session_gap", StringComparison.Ordinal) => text[
                "WhatIf.Gap",
                value
            ],
            _ => line.Name,
        };
    }

    private static string Word(IStringLocalizer<Text> text, string word) =>
        word switch
        {
            "new" => text["Explain.VisitorNew"],
            "returning" => text["Explain.VisitorReturning"],
            "view" => text["Explain.LandingView"],
            "addtocart" => text["Explain.LandingCart"],
            "transaction" => text["Explain.LandingPurchase"],
            _ => word,
        };
}
