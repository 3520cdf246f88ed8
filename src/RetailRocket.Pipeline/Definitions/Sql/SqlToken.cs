namespace RetailRocket.Pipeline.Definitions.Sql;

/// <summary>A piece of SQL that means something; comments and spaces are none.</summary>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Line)
{
    public bool IsSymbol(char symbol) => Kind == SqlTokenKind.Symbol && Text[0] == symbol;

    public bool IsName => Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName;
}
