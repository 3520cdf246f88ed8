namespace RetailRocket.Web.Api.Answers;

/// <summary>The pipelines there are.</summary>
public sealed record PipelinesAnswer(IReadOnlyList<PipelineItem> Pipelines);
