using System.Globalization;
using RetailRocket.Web.Features.Quality;
using RetailRocket.Web.Localization;

namespace RetailRocket.Web.Components.Views;

public static partial class Links
{
    public const string BasisParameter = "basis";
    public const string DateParameter = "date";
    public const string CheckParameter = "check";
    public const string GateParameter = "gate";

    /// <summary>How many dates a draft is tried on.</summary>
    public const string DatesParameter = "dates";
    public const string OnlyParameter = "only";

    /// <summary>Leaves out checks that passed on every date.</summary>
    public const string OnlyProblems = "problems";

    /// <summary>The history of one check with the evidence of one date.</summary>
    public static string Check(ViewState view, string check, DateOnly date, RunBasis basis) =>
        To(
            $"/quality/{Uri.EscapeDataString(check)}",
            view,
            (DateParameter, Formats.Iso(date)),
            (BasisParameter, RunBases.Name(basis))
        );

    /// <summary>What the last run of a date would publish against what is published.</summary>
    public static string QualityDate(ViewState view, DateOnly date) => To($"/quality/dates/{Formats.Iso(date)}", view);

    /// <summary>Lines that could not be parsed.</summary>
    public static string Quarantine(ViewState view) => To("/quality/quarantine", view);

    /// <summary>The workshop: a check of the pipeline to change, or with null a new one.</summary>
    public static string Workshop(ViewState view, string? check = null) =>
        To("/quality/workshop", view, (CheckParameter, check));

    public static string ChecksFile(ViewState view, RunBasis basis, bool onlyProblems) =>
        To("/download/quality/checks.csv", view, Basis(basis), (OnlyParameter, onlyProblems ? OnlyProblems : null));

    public static string VerdictsFile(ViewState view, RunBasis basis) =>
        To("/download/quality/verdicts.csv", view, Basis(basis));

    public static string CheckHistoryFile(ViewState view, string check, RunBasis basis) =>
        To($"/download/quality/{Uri.EscapeDataString(check)}/history.csv", view, Basis(basis));

    public static string CheckSamplesFile(ViewState view, string check, DateOnly date, long run) =>
        To(
            $"/download/quality/{Uri.EscapeDataString(check)}/samples.csv",
            view,
            (DateParameter, Formats.Iso(date)),
            ("run", run.ToString(CultureInfo.InvariantCulture))
        );

    public static string QuarantineFile(ViewState view, QuarantineFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return To(
            "/download/quality/quarantine.csv",
            view,
            ("source", filter.Source),
            ("file", filter.File),
            (
                DateParameter,
                filter.IsUndated ? QuarantineFilter.Undated
                : filter.Date is { } date ? Formats.Iso(date)
                : null
            ),
            ("reason", filter.Reason)
        );
    }

    private static (string, string?) Basis(RunBasis basis) => (BasisParameter, RunBases.Name(basis));
}
