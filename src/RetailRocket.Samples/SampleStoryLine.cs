namespace RetailRocket.Samples;

/// <summary>One thing that was planted in a sample.</summary>
/// <param name="Date">The business date it is about; null when it is about the whole range.</param>
/// <param name="Text">What happens, in a sentence that needs no other.</param>
public sealed record SampleStoryLine(DateOnly? Date, string Text);
