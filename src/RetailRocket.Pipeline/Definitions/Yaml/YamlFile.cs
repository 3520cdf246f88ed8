using RetailRocket.Pipeline.Definitions.Reading;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace RetailRocket.Pipeline.Definitions.Yaml;

/// <summary>
/// Reads YAML text into values that keep their lines. It works on the parser's events, because a key that is there twice, an
/// alias or a bottomless nesting is then a problem with a line and not an exception of the library.
/// </summary>
internal sealed class YamlFile
{
    private const int MaxDepth = 12;

    private readonly Parser _parser;
    private readonly FileProblems _problems;

    private YamlFile(string text, FileProblems problems)
    {
        _parser = new Parser(new StringReader(text));
        _problems = problems;
    }

    /// <summary>The map at the top of the file; null when there is none, which is then among the problems.</summary>
    public static YamlValue? Read(string text, FileProblems problems)
    {
        var file = new YamlFile(text, problems);
        try
        {
            return file.ReadDocument();
        }
        catch (YamlException e)
        {
            problems.Add(
                (int)e.Start.Line,
                $"This is not valid YAML: {OneLine(e)} Check indentation, quotes and brackets here."
            );
            return null;
        }
        catch (InvalidOperationException)
        {
            // The library's scanner gives up this way on some texts, such as a flow map that another line runs into.
            var line = (int)(file._parser.Current?.End.Line ?? 1);
            problems.Add(line, "This is not valid YAML: a bracket, brace or quote is missing near here.");
            return null;
        }
    }

    private YamlValue? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _problems.Add(1, "The file is empty; see docs/pipelines.md for what it holds.");
            return null;
        }
        _parser.Consume<DocumentStart>();
        var root = ReadValue(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
        {
            _problems.Add((int)second.Start.Line, "A second document starts here (---); a pipeline is one document.");
        }
        if (root is { Kind: YamlKind.Map })
        {
            return root;
        }
        _problems.Add(root?.Line ?? 1, $"Expected \"key: value\" lines, found {root?.Described ?? "nothing"}.");
        return null;
    }

    private YamlValue ReadValue(int depth)
    {
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return ReadScalar(scalar);
        }
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            _problems.Add((int)alias.Start.Line, "Aliases (*name) are not supported; write the value out.");
            return new YamlValue((int)alias.Start.Line, YamlKind.Empty);
        }
        if (depth >= MaxDepth)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "nested too deeply.");
        }
        return _parser.TryConsume<SequenceStart>(out var list)
            ? ReadList(list, depth)
            : ReadMap(_parser.Consume<MappingStart>(), depth);
    }

    private YamlValue ReadList(SequenceStart start, int depth)
    {
        var items = new List<YamlValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadValue(depth + 1));
        }
        return new YamlValue((int)start.Start.Line, YamlKind.List) { Items = items };
    }

    private YamlValue ReadMap(MappingStart start, int depth)
    {
        var entries = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        var order = new List<YamlEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadValue(depth + 1);
            var value = ReadValue(depth + 1);
            if (key.Kind != YamlKind.Scalar)
            {
                _problems.Add(key.Line, $"A key must be a name, found {key.Described}.");
                continue;
            }
            var entry = new YamlEntry(key.Text, key.Line, value);
            if (entries.TryGetValue(key.Text, out var first))
            {
                _problems.Add(key.Line, $"\"{key.Text}\" is already given on line {first.Line}; keep one of the two.");
                continue;
            }
            entries.Add(key.Text, entry);
            order.Add(entry);
        }
        return new YamlValue((int)start.Start.Line, YamlKind.Map) { Entries = order };
    }

    private static YamlValue ReadScalar(Scalar scalar)
    {
        var plain = scalar.Style == ScalarStyle.Plain;
        var empty = plain && (scalar.Value is "" or "~" or "null" or "Null" or "NULL");
        return new YamlValue((int)scalar.Start.Line, empty ? YamlKind.Empty : YamlKind.Scalar)
        {
            Text = scalar.Value,
            Plain = plain,
        };
    }

    private static string OneLine(YamlException e)
    {
        var text = (e.InnerException?.Message ?? e.Message).ReplaceLineEndings(" ").Trim();
        return text.EndsWith('.') ? text : text + ".";
    }
}
