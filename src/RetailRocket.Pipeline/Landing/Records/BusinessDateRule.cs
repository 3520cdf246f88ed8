using RetailRocket.Pipeline.Definitions;
using RetailRocket.Pipeline.Landing.Values;

namespace RetailRocket.Pipeline.Landing.Records;

/// <summary>Finds the business date of a row from the value of its date column.</summary>
internal sealed class BusinessDateRule
{
    private const long FirstInstant = -62_135_596_800_000; // 0001-01-01, in milliseconds
    private readonly SourceDateKind kind;
    private readonly BusinessCalendar calendar;

    /// <exception cref="SourceException">The column is not one of the source's, or its type does not fit.</exception>
    public BusinessDateRule(SourceDefinition source, SourceDate date, BusinessCalendar calendar)
    {
        (kind, this.calendar) = (date.Kind, calendar);
        while (Ordinal < source.Columns.Count && source.Columns[Ordinal].Name != date.Column)
            Ordinal++;
        if (Ordinal == source.Columns.Count)
            throw new SourceException(
                $"Source {source.Name} is dated by column {date.Column}, which is not one of its columns. "
                    + "Correct 'date' of the source in pipeline.yml."
            );
        var type = source.Columns[Ordinal].Type;
        var fits = kind switch
        {
            SourceDateKind.Timestamp => type == SourceColumnType.Timestamp,
            SourceDateKind.Date => type == SourceColumnType.Date,
            _ => type is SourceColumnType.BigInt or SourceColumnType.Int,
        };
        if (!fits)
            throw new SourceException(
                $"Source {source.Name}: column {date.Column} of type {type} cannot be read as {kind}. "
                    + "Correct 'date' of the source or the column's type in pipeline.yml."
            );
    }

    /// <summary>Position of the date column among the source's columns.</summary>
    public int Ordinal { get; }

    /// <summary>Whether any whole number looks like such a date, so that a field in the wrong place would be taken for one.</summary>
    public bool AnyNumberFits => kind is SourceDateKind.EpochMilliseconds or SourceDateKind.EpochSeconds;

    /// <param name="value">As <see cref="FieldEncoder"/> returns it.</param>
    /// <param name="day">Days since 1970-01-01; null for NULL and for an epoch of zero or less.</param>
    public FieldFault Resolve(long? value, out int? day)
    {
        day = null;
        if (value is not { } number)
            return FieldFault.None;
        if (kind == SourceDateKind.Date)
        {
            day = (int)number;
            return FieldFault.None;
        }
        if (AnyNumberFits && number <= 0)
            return FieldFault.None;

        var milliseconds = kind switch
        {
            SourceDateKind.EpochMilliseconds => number,
            SourceDateKind.EpochSeconds => number > long.MaxValue / 1000 ? long.MaxValue : number * 1000,
            _ => DayNumber.FloorDivide(number, 1000),
        };
        if (milliseconds is < FirstInstant or >= long.MaxValue / 2)
            return FieldFault.DateOutOfRange;
        if (milliseconds / DayNumber.MillisecondsPerDay > DayNumber.Last)
            return FieldFault.DateOutOfRange;
        var found = calendar.DayOf(milliseconds);
        if (found > DayNumber.Last || found < FirstInstant / DayNumber.MillisecondsPerDay)
            return FieldFault.DateOutOfRange;
        day = found;
        return FieldFault.None;
    }
}
