namespace RetailRocket.Pipeline.Definitions.Yaml;

internal enum YamlKind
{
    /// <summary>A key with nothing after it, or <c>null</c>, or <c>~</c>.</summary>
    Empty,
    Scalar,
    List,
    Map,
}
