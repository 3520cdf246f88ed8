namespace RetailRocket.Web.Features.Catalogue;

/// <summary>What a piece of SQL is, as far as its colour goes.</summary>
public enum SqlPieceKind
{
    Plain,
    Keyword,
    Text,
    Number,
    Parameter,
    Comment,

    /// <summary>A table of the pipeline, which has a page of its own.</summary>
    Table,
}
