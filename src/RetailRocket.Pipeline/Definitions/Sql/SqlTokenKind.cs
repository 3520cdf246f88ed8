namespace RetailRocket.Pipeline.Definitions.Sql;

internal enum SqlTokenKind
{
    /// <summary>Keyword or unquoted name, folded to lower case.</summary>
    Word,

    /// <summary>Quoted name, without its quotes.</summary>
    QuotedName,

    /// <summary>String, bit or dollar-quoted literal, as written.</summary>
    Literal,
    Number,

    /// <summary><c>@name</c>, without the sign.</summary>
    Parameter,

    /// <summary>One character of punctuation or of an operator.</summary>
    Symbol,
}
