using RetailRocket.Pipeline.Definitions;

namespace RetailRocket.Pipeline.Landing.Records;

/// <summary>The header line of a CSV file, checked against the columns of its source.</summary>
internal sealed class CsvHeader
{
    private const string OtherSeparators = ";\t|";

    /// <exception cref="SourceException">A required header is missing, or one is there twice.</exception>
    public CsvHeader(SourceFile file, IReadOnlyList<string> names)
    {
        Names = names;
        var duplicates = names.Where(name => name.Length > 0).GroupBy(name => name).Where(group => group.Count() > 1);
        if (duplicates.FirstOrDefault() is { } duplicate)
            throw new SourceException(
                $"{file.Path}: header \"{duplicate.Key}\" appears {duplicate.Count()} times, so it is not clear which "
                    + "column is meant. Give every column of the file a header of its own."
            );

        Positions = [.. file.Source.Columns.Select(column => IndexOf(column.From))];
        var missing = file.Source.Columns.Where((column, i) => column.Required && Positions[i] < 0).ToList();
        if (missing.Count > 0)
            throw new SourceException(Describe(file, missing));
    }

    /// <summary>Header names in file order, blanks around them removed.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>For each column of the source the field that holds it, or -1.</summary>
    public int[] Positions { get; }

    private int IndexOf(string name)
    {
        for (var i = 0; i < Names.Count; i++)
            if (Names[i] == name)
                return i;
        return -1;
    }

    private string Describe(SourceFile file, List<SourceColumn> missing)
    {
        var text =
            $"{file.Path}: header {Join(missing.Select(column => column.From))} missing. The file has: {Join(Names)}.";
        foreach (var column in missing)
            if (NearestName.Find(column.From, Names.Where(name => name.Length > 0)) is { } nearest)
                text += $" Was \"{column.From}\" renamed to \"{nearest}\"?";
        if (Names is [var only] && only.AsSpan().IndexOfAny(OtherSeparators) is >= 0 and var at)
            text +=
                $" The fields seem to be separated by {(only[at] == '\t' ? "tabs" : $"'{only[at]}'")} instead of commas.";
        return text + " Correct the file's first line, or the column's 'from' in pipeline.yml.";
    }

    private static string Join(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"\"{name}\""));
}
