using System.Globalization;
using RetailRocket.Pipeline.Runs;

namespace RetailRocket.Web.Cli;

/// <summary><c>--date D</c>, or <c>--from A --to B</c>.</summary>
internal static class DateArguments
{
    /// <exception cref="WrongUseException">Neither form, both, or a range that ends before it begins.</exception>
    public static DateRange Range(DateOnly? date, DateOnly? from, DateOnly? to)
    {
        if (date is { } day && from is null && to is null)
            return new DateRange(day, day);
        if (date is not null || from is not { } first || to is not { } last)
            throw new WrongUseException("Say which dates: --date 2015-06-16, or --from 2015-05-03 --to 2015-09-18.");
        if (first > last)
            throw new WrongUseException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"--from {first:yyyy-MM-dd} is after --to {last:yyyy-MM-dd}; nothing was done."
                )
            );
        return new DateRange(first, last);
    }
}
