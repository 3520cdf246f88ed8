using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>The short hashes that tell which definition produced a figure.</summary>
internal sealed class DefinitionVersion(
    TimeZoneInfo zone,
    IReadOnlyList<Setting> settings,
    IReadOnlyList<DeclaredSource> sources
)
{
    // Raised when the same text would come to mean other rows.
    private const string Scheme = "1";

    private readonly Dictionary<string, string> _models = new(StringComparer.Ordinal);

    /// <summary>The version of a model whose inputs have been asked for before it.</summary>
    public string OfModel(DraftModel model)
    {
        var options = model.Options;
        var lines = new List<string>
        {
            Scheme,
            zone.Id,
            model.Table,
            model.Layer.ToString(),
            options.Refresh.ToString(),
            options.Date ?? "",
            options.Key ?? "",
            options.Present ?? "",
            options.Lookback.ToString(CultureInfo.InvariantCulture),
            options.Step ?? "",
            model.Query?.Code ?? "",
        };
        var named = model.Query?.Parameters.Select(p => p.Text).ToHashSet(StringComparer.Ordinal);
        lines.AddRange(
            settings
                .Where(s => named?.Contains(s.Name) ?? true)
                .OrderBy(s => s.Name, StringComparer.Ordinal)
                .Select(s =>
                    $"setting {s.Name} {s.Value.GetType().Name} {Convert.ToString(s.Value, CultureInfo.InvariantCulture)}"
                )
        );
        lines.AddRange(model.Inputs.Select(i => $"{i.Table} {_models.GetValueOrDefault(i.Table) ?? OfRaw(i.Table)}"));
        return _models[model.Table] = Short(string.Join('\n', lines));
    }

    /// <summary>The version of everything: pipeline.yml and every SQL file, as they are.</summary>
    public static string OfFolder(IEnumerable<SqlText> files) =>
        Short(
            string.Join(
                '\n',
                files.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => $"{f.Path} {f.Sha256}").Prepend(Scheme)
            )
        );

    /// <summary>What decides the rows of a raw table, given the same files.</summary>
    private string OfRaw(string table)
    {
        if (sources.FirstOrDefault(s => s.Definition.Table == table)?.Definition is not { } source)
        {
            return "";
        }
        var columns = source
            .Columns.OrderBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => $"{c.Name} {c.Type} {c.From}");
        return Short(string.Join('\n', columns.Prepend($"{source.Format} {source.Date?.Column} {source.Date?.Kind}")));
    }

    private static string Short(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
