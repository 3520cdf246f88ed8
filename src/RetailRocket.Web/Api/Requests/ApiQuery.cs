using System.Globalization;
using RetailRocket.Pipeline.Runs;
using RetailRocket.Web.Api.Errors;

namespace RetailRocket.Web.Api.Requests;

/// <summary>
/// Reads the parameters of an address and collects what is wrong with them, so that one answer tells all. A parameter that
/// the endpoint does not know is wrong too: a misspelt filter that is ignored gives figures of something else.
/// </summary>
internal sealed class ApiQuery(IQueryCollection query, IReadOnlyList<ApiParameter> known)
{
    private readonly Dictionary<string, List<string>> problems = [];

    /// <summary>The text of a parameter; null when it is not there.</summary>
    public string? Text(string name)
    {
        if (!query.TryGetValue(name, out var values))
            return null;
        if (values.Count == 1 && !string.IsNullOrWhiteSpace(values[0]))
            return values[0]!.Trim();
        Add(name, values.Count > 1 ? $"'{name}' is given {values.Count} times; give it once." : $"'{name}' is empty.");
        return null;
    }

    /// <summary>Texts separated by commas; null when the parameter is not there.</summary>
    public IReadOnlyList<string>? List(string name) =>
        Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>A whole number between two bounds.</summary>
    public int? Number(string name, int least, int most)
    {
        if (Text(name) is not { } text)
            return null;
        if (
            int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            && number <= most
        )
            return number;
        Add(
            name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"'{name}' takes a whole number from {least} to {most}, not '{text}'."
            )
        );
        return null;
    }

    /// <summary>A date as <c>2015-06-16</c>.</summary>
    public DateOnly? Date(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        Add(name, $"'{name}' takes a date such as 2015-06-16, not '{text}'.");
        return null;
    }

    /// <summary>The dates of <c>date</c>, or of <c>from</c> and <c>to</c>, each of which may be open.</summary>
    public DateFilter Dates()
    {
        var (date, from, to) = (Date("date"), Date("from"), Date("to"));
        if (date is not null && (query.ContainsKey("from") || query.ContainsKey("to")))
            Add("date", "Give 'date', or 'from' and 'to', not both.");
        if (from > to)
            Add("from", "'from' is after 'to'.");
        return date is null ? new DateFilter(from, to) : new DateFilter(date, date);
    }

    /// <summary>One of a set of words.</summary>
    /// <param name="words">What each word stands for.</param>
    public T? Word<T>(string name, IReadOnlyDictionary<string, T> words)
    {
        if (Text(name) is not { } text)
            return default;
        if (words.TryGetValue(text.ToLowerInvariant(), out var value))
            return value;
        Add(name, $"'{name}' takes one of {string.Join(", ", words.Keys)}, not '{text}'.");
        return default;
    }

    public void Add(string name, string sentence)
    {
        if (!problems.TryGetValue(name, out var sentences))
            problems[name] = sentences = [];
        sentences.Add(sentence);
    }

    /// <exception cref="ApiException">422 with everything that was wrong.</exception>
    public void ThrowIfWrong()
    {
        foreach (var name in query.Keys.Where(name => known.All(parameter => parameter.Name != name)))
            Add(
                name,
                known.Count > 0
                    ? $"There is no parameter '{name}' here. There are: {string.Join(", ", known.Select(parameter => parameter.Name))}."
                    : $"There is no parameter '{name}' here; this takes none."
            );
        if (problems.Count > 0)
            throw ApiException.Invalid(
                problems.ToDictionary(problem => problem.Key, problem => problem.Value.ToArray())
            );
    }
}
