using System.Text;
using System.Text.Json;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Landing.Records;

/// <summary>The properties that a source reads, as a tree: <c>a.b</c> is property b of the object in property a.</summary>
internal sealed class JsonPathNode
{
    private readonly byte[] name;
    private readonly List<JsonPathNode> children = [];
    private readonly List<int> columns = [];

    private JsonPathNode(string name) => this.name = Encoding.UTF8.GetBytes(name);

    /// <summary>Positions of the source's columns that take this property's value.</summary>
    public IReadOnlyList<int> Columns => columns;

    public bool HasChildren => children.Count > 0;

    public static JsonPathNode Of(IReadOnlyList<SourceColumn> columns)
    {
        var root = new JsonPathNode("");
        foreach (var (i, column) in columns.Index())
        {
            var node = root;
            foreach (var part in column.From.Split('.'))
            {
                var child = node.children.Find(c => Encoding.UTF8.GetString(c.name) == part);
                if (child is null)
                    node.children.Add(child = new JsonPathNode(part));
                node = child;
            }
            node.columns.Add(i);
        }
        return root;
    }

    /// <summary>The child that the property name at the reader's place names; null when the source does not read it.</summary>
    public JsonPathNode? Find(ref Utf8JsonReader reader)
    {
        foreach (var child in children)
            if (reader.ValueTextEquals(child.name))
                return child;
        return null;
    }
}
