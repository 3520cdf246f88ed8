using System.Globalization;
using System.Text;
using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Web.Features.Catalogue;

/// <summary>
/// Places nodes in layers: each to the right of everything it is made from, ordered so that few connections cross, at the
/// height of its neighbours. Connections over several layers get a lane of their own between the nodes they pass.
/// The same lineage always gives the same drawing.
/// </summary>
public sealed class LineageLayout
{
    private const double LayerGap = 36;
    private const double RowGap = 22;
    private const double LaneHeight = 4;
    private const double Margin = 16;
    private const int Sweeps = 12;

    private sealed class Slot(LineageNode? node, int layer)
    {
        public LineageNode? Node => node;
        public int Layer => layer;
        public double Height => node is null ? LaneHeight : LineageDrawing.NodeHeight;
        public double Middle { get; set; }
        public List<Slot> Before { get; } = [];
        public List<Slot> After { get; } = [];
    }

    private readonly List<List<Slot>> layers = [];
    private readonly List<(LineageNode From, LineageNode To, List<Slot> Way)> ways = [];

    private LineageLayout(IReadOnlyList<LineageNode> nodes)
    {
        var depths = DepthsOf(nodes);
        for (var layer = 0; layer <= depths.Values.Max(); layer++)
            layers.Add([]);
        var slots = nodes.ToDictionary(node => node.Name, node => Add(node, depths[node.Name]));
        foreach (var node in nodes)
        foreach (var input in node.Inputs)
            Connect(slots[input], slots[node.Name]);
    }

    /// <param name="nodes">Each after its inputs, at least one.</param>
    public static LineageDrawing Of(IReadOnlyList<LineageNode> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        var layout = new LineageLayout(nodes);
        layout.Order();
        layout.Align();
        return layout.Draw();
    }

    // Published views and files stand in the last two columns, so that the eye finds them.
    private static Dictionary<string, int> DepthsOf(IReadOnlyList<LineageNode> nodes)
    {
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var node in nodes)
            depths[node.Name] = node.Inputs.Select(input => depths[input] + 1).DefaultIfEmpty(0).Max();
        var published = nodes
            .Where(node => node.Kind == LineageKind.Published)
            .Select(node => depths[node.Name])
            .DefaultIfEmpty(0)
            .Max();
        foreach (var node in nodes.Where(node => node.Kind is LineageKind.Published or LineageKind.Export))
            depths[node.Name] = node.Kind == LineageKind.Published ? published : published + 1;
        return depths;
    }

    private Slot Add(LineageNode? node, int layer)
    {
        var slot = new Slot(node, layer);
        layers[layer].Add(slot);
        return slot;
    }

    private void Connect(Slot from, Slot to)
    {
        List<Slot> way = [from];
        for (var layer = from.Layer + 1; layer < to.Layer; layer++)
            way.Add(Add(null, layer));
        way.Add(to);
        foreach (var (left, right) in way.Zip(way.Skip(1)))
        {
            left.After.Add(right);
            right.Before.Add(left);
        }
        ways.Add((from.Node!, to.Node!, way));
    }

    // Each slot moves to the mean place of its neighbours, from the left and from the right in turn.
    private void Order()
    {
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var forth = sweep % 2 == 0;
            foreach (var layer in forth ? layers : Enumerable.Reverse(layers))
            {
                var places = layer
                    .Select((slot, index) => (slot, Place: Mean(forth ? slot.Before : slot.After) ?? index))
                    .OrderBy(item => item.Place)
                    .Select(item => item.slot)
                    .ToList();
                layer.Clear();
                layer.AddRange(places);
            }
        }

        double? Mean(List<Slot> neighbours) =>
            neighbours.Count == 0
                ? null
                : neighbours.Average(slot => (double)layers[slot.Layer].IndexOf(slot) / layers[slot.Layer].Count) * 100;
    }

    private void Align()
    {
        foreach (var layer in layers)
            Spread(layer, slot => slot.Middle);
        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var forth = sweep % 2 == 0;
            foreach (var layer in forth ? layers : Enumerable.Reverse(layers))
                Spread(
                    layer,
                    slot =>
                    {
                        var neighbours = forth ? slot.Before : slot.After;
                        return neighbours.Count == 0 ? slot.Middle : neighbours.Average(next => next.Middle);
                    }
                );
        }
        var top = layers.SelectMany(layer => layer).Min(slot => slot.Middle - slot.Height / 2);
        foreach (var slot in layers.SelectMany(layer => layer))
            slot.Middle += Margin - top;
    }

    // As near as possible to where each would like to be, in order and without overlap: groups that collide share the
    // middle of their wishes.
    private static void Spread(List<Slot> layer, Func<Slot, double> wish)
    {
        var groups = new List<(double Start, double Length, int Count, double Wishes)>();
        foreach (var slot in layer)
        {
            var length = slot.Height + RowGap;
            var group = (Start: wish(slot) - length / 2, Length: length, Count: 1, Wishes: wish(slot) - length / 2);
            while (groups.Count > 0 && groups[^1].Start + groups[^1].Length > group.Start)
            {
                var before = groups[^1];
                groups.RemoveAt(groups.Count - 1);
                var wishes = before.Wishes + group.Wishes - before.Length * group.Count;
                var count = before.Count + group.Count;
                group = (wishes / count, before.Length + group.Length, count, wishes);
            }
            groups.Add(group);
        }
        var next = 0;
        foreach (var (start, _, count, _) in groups)
        {
            var at = start;
            foreach (var slot in layer.Skip(next).Take(count))
            {
                slot.Middle = at + (slot.Height + RowGap) / 2;
                at += slot.Height + RowGap;
            }
            next += count;
        }
    }

    private LineageDrawing Draw()
    {
        var places = layers
            .SelectMany(layer => layer)
            .Where(slot => slot.Node is not null)
            .Select(slot => new LineagePlace(slot.Node!, slot.Layer, Left(slot.Layer), slot.Middle - slot.Height / 2))
            .ToList();
        return new LineageDrawing(
            places,
            [.. ways.Select(way => new LineageEdge(way.From.Name, way.To.Name, PathOf(way.Way)))],
            Left(layers.Count - 1) + LineageDrawing.NodeWidth + Margin,
            layers.SelectMany(layer => layer).Max(slot => slot.Middle + slot.Height / 2) + Margin
        );
    }

    private static string PathOf(List<Slot> way)
    {
        var path = new StringBuilder();
        var x = Left(way[0].Layer) + LineageDrawing.NodeWidth;
        path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {way[0].Middle:0.#}");
        foreach (var (from, to) in way.Zip(way.Skip(1)))
        {
            var end = Left(to.Layer);
            var bend = (x + end) / 2;
            path.Append(
                CultureInfo.InvariantCulture,
                $"C{bend:0.#} {from.Middle:0.#} {bend:0.#} {to.Middle:0.#} {end:0.#} {to.Middle:0.#}"
            );
            x = end + LineageDrawing.NodeWidth;
            if (to.Node is null)
                path.Append(CultureInfo.InvariantCulture, $"H{x:0.#}");
        }
        return path.ToString();
    }

    private static double Left(int layer) => Margin + layer * (LineageDrawing.NodeWidth + LayerGap);
}
