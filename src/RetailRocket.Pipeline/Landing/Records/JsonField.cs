using RetailRocket.Pipeline.Landing.Values;

namespace RetailRocket.Pipeline.Landing.Records;

/// <summary>Where the value of a column stands: in the line, or unescaped in the parser's scratch buffer.</summary>
internal readonly record struct JsonField(int Start, int Length, bool InScratch, FieldFault Fault)
{
    /// <summary>Absent, null, or an empty string.</summary>
    public static JsonField Empty => default;
}
