namespace RetailRocket.Pipeline.Landing.Values;

/// <summary>Why the text of a field is not a value of its column.</summary>
internal enum FieldFault
{
    None,
    NotOfType,
    OutOfRange,

    /// <summary>A local time that the zone's clocks skipped.</summary>
    SkippedTime,

    /// <summary>An object or a list where one value belongs.</summary>
    Nested,

    /// <summary>The character U+0000, which PostgreSQL cannot store.</summary>
    NulCharacter,

    /// <summary>An escape that is no character, such as half a surrogate pair.</summary>
    BadEscape,

    /// <summary>An instant after the year 9999: most often the wrong unit.</summary>
    DateOutOfRange,
}
