namespace RetailRocket.Web.Features.Cohorts;

/// <summary>A cell of the triangle, or the weighted mean of a week, as a line of a file.</summary>
/// <param name="Cohort">Null for a mean.</param>
public sealed record RetentionLine(
    CohortTriangle Triangle,
    DateOnly? Cohort,
    int Week,
    long Size,
    long ActiveVisitors,
    decimal RetentionRate,
    bool IsComplete
)
{
    /// <summary>Every cell, cohort by cohort, and then the means.</summary>
    public static IReadOnlyList<RetentionLine> Of(CohortTriangle triangle)
    {
        ArgumentNullException.ThrowIfNull(triangle);
        return
        [
            .. triangle.Cohorts.SelectMany(cohort =>
                cohort.Weeks.Select(week => new RetentionLine(
                    triangle,
                    cohort.Week,
                    week.Index,
                    cohort.Size,
                    week.ActiveVisitors,
                    week.RetentionRate,
                    week.IsComplete
                ))
            ),
            .. triangle.Means.Select(mean => new RetentionLine(
                triangle,
                null,
                mean.Index,
                mean.Size,
                mean.ActiveVisitors,
                mean.RetentionRate,
                true
            )),
        ];
    }
}
