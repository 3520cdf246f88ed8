namespace RetailRocket.Web.Api.Rows;

/// <summary>A condition on rows.</summary>
/// <param name="Sql">Of constants, quoted names and the parameter; never of what a person typed.</param>
/// <param name="Parameter">Name of the parameter in it, without <c>@</c>.</param>
public sealed record RowFilter(string Sql, string Parameter, object Value);
