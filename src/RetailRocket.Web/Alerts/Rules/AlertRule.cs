namespace RetailRocket.Web.Alerts.Rules;

/// <summary>A rule of a pipeline. Which of its settings count is a matter of its kind.</summary>
public sealed class AlertRule
{
    public const int LongestHours = 24 * 90;
    public const decimal GreatestSpread = 100;

    public int Id { get; init; }
    public required string Pipeline { get; init; }
    public AlertKind Kind { get; init; }

    /// <summary>Published table of a figure; empty for other kinds.</summary>
    public string Table { get; init; } = "";

    /// <summary>Its column; empty for other kinds.</summary>
    public string Column { get; init; } = "";

    public bool IsEnabled { get; set; } = true;

    /// <summary>Figure: how many median absolute deviations from the median are still usual.</summary>
    public decimal Spread { get; set; }

    /// <summary>Figure: the least distance from the median that is unusual, as a share of it, so that a quiet history does not alarm at trifles.</summary>
    public decimal Floor { get; set; }

    /// <summary>Gate: dates published with a warning count too.</summary>
    public bool IncludesWarnings { get; set; }

    /// <summary>Freshness: hours since a source's last new file; Firing: hours after the moment it was due. 0 switches the part off.</summary>
    public int Hours { get; set; }

    /// <summary>Freshness: days from the newest published date to today. 0 switches the part off.</summary>
    public int Days { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>Account name; <c>defaults</c> for a rule that nobody changed.</summary>
    public required string ChangedBy { get; set; }

    /// <summary>Whether the rule watches that figure.</summary>
    public bool IsAbout(FigureChoice figure) => figure is not null && (figure.Table, figure.Column) == (Table, Column);
}
