using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Features.Funnel;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Pages.Funnel;

/// <summary>The columns of the category table, which are the columns of its file.</summary>
public static class CategoryColumns
{
    private static readonly IReadOnlyList<CategoryRate> Rates = Enum.GetValues<CategoryRate>();

    /// <param name="shown">The ratio by which categories are judged: its columns are shown, those of the others can be.</param>
    /// <param name="isAlike">Both ranges count as many dates, so that counts can be compared and not only ratios.</param>
    /// <param name="category">How a category is shown; null where there is no page.</param>
    /// <param name="moved">How its part in the change is shown; null where there is no page.</param>
    public static IReadOnlyList<Column<CategoryRow>> Of(
        IStringLocalizer<Text> text,
        CategoryRate shown,
        bool isCompared,
        bool isAlike,
        RenderFragment<CategoryRow>? category = null,
        RenderFragment<CategoryRow>? moved = null
    )
    {
        ArgumentNullException.ThrowIfNull(text);
        var columns = new List<Column<CategoryRow>>
        {
            new("category_id", text["Funnel.Category"], row => row.CategoryId)
            {
                Text = row => Name(text, row),
                Template = category,
            },
            new("is_own", text["Funnel.IsOwn"], row => row.IsOwn) { IsShown = false },
        };
        foreach (var rate in Rates.OrderByDescending(rate => rate == shown))
        {
            var name = Column(rate);
            var title = text[FunnelMetrics.TextKey(rate)].Value;
            columns.Add(
                Columns.Figure<CategoryRow>(name, title, row => row.Now.Of(rate), FigureKind.Rate) with
                {
                    IsShown = rate == shown,
                }
            );
            if (!isCompared)
                continue;
            columns.Add(
                Columns.Figure<CategoryRow>(
                    $"{name}_compared",
                    rate == shown ? text["Funnel.Before"] : text["Funnel.ComparedMetric", title],
                    row => row.Before?.Of(rate),
                    FigureKind.Rate
                ) with
                {
                    IsShown = rate == shown,
                }
            );
            columns.Add(
                new Column<CategoryRow>(
                    $"{name}_change",
                    rate == shown ? text["Funnel.Change"] : text["Funnel.ChangeOf", title],
                    row => row.Now.Of(rate) - row.Before?.Of(rate)
                )
                {
                    IsNumber = true,
                    IsShown = rate == shown,
                    Text = row => Formats.Points(row.Now.Of(rate) - row.Before?.Of(rate)),
                }
            );
            columns.Add(
                new Column<CategoryRow>(
                    $"{name}_moved",
                    rate == shown ? text["Funnel.Moved"] : text["Funnel.MovedOf", title],
                    row => row.Moved?.Of(rate)
                )
                {
                    IsNumber = true,
                    IsShown = rate == shown,
                    Text = row => Formats.Points(row.Moved?.Of(rate)),
                    Template = rate == shown ? moved : null,
                    About = text["Funnel.MovedAbout"],
                }
            );
        }
        // Of the counts, the two that the ratio is made of.
        columns.AddRange(
            Counts("views", "Funnel.Views", figures => figures.Views, shown != CategoryRate.CartToPurchase)
        );
        columns.AddRange(
            Counts(
                "addtocarts",
                "Funnel.Addtocarts",
                figures => figures.Addtocarts,
                shown != CategoryRate.ViewToPurchase
            )
        );
        columns.AddRange(
            Counts(
                "purchase_events",
                "Funnel.PurchaseEvents",
                figures => figures.PurchaseEvents,
                shown != CategoryRate.ViewToCart
            )
        );
        return columns;

        IEnumerable<Column<CategoryRow>> Counts(
            string key,
            string title,
            Func<CategoryFigures, long> value,
            bool isShown
        )
        {
            yield return Columns.Count<CategoryRow>(key, text[title], row => value(row.Now)) with
            {
                IsShown = isShown,
            };
            if (!isCompared)
                yield break;
            yield return Columns.Count<CategoryRow>(
                $"{key}_compared",
                text["Funnel.ComparedMetric", text[title].Value],
                row => row.Before is { } before ? value(before) : null
            ) with
            {
                IsShown = false,
            };
            yield return new Column<CategoryRow>(
                $"{key}_change",
                isShown ? text["Funnel.Change"] : text["Funnel.ChangeOf", text[title].Value],
                row => isAlike && row.Before is { } before ? value(row.Now) - value(before) : null
            )
            {
                IsNumber = true,
                IsShown = isShown,
                Text = row =>
                    isAlike && row.Before is { } before
                        ? Formats.Change(value(row.Now), value(before), FigureKind.Count)
                        : Formats.None,
            };
        }
    }

    /// <summary>How a line is called.</summary>
    public static string Name(IStringLocalizer<Text> text, CategoryRow row)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(row);
        return row.IsOwn ? text["Funnel.CategoryOwn", row.CategoryId]
            : row.CategoryId < 0 ? text["Funnel.CategoryNone"]
            : text["Funnel.CategoryName", row.CategoryId];
    }

    private static string Column(CategoryRate rate) =>
        rate switch
        {
            CategoryRate.ViewToCart => "cvr_view_to_cart",
            CategoryRate.CartToPurchase => "cvr_cart_to_purchase",
            CategoryRate.ViewToPurchase => "view_to_purchase",
            _ => throw new ArgumentOutOfRangeException(nameof(rate)),
        };
}
