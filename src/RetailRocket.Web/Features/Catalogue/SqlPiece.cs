namespace RetailRocket.Web.Features.Catalogue;

/// <summary>A piece of SQL; all pieces in order are the text again.</summary>
public sealed record SqlPiece(SqlPieceKind Kind, string Text);
