namespace RetailRocket.Web.Api.Answers;

/// <param name="Published">Whether the run published the date. Another run may have since.</param>
public sealed record RunDateItem(DateOnly Date, string Verdict, bool Published, int Passed, int Warned, int Failed);
