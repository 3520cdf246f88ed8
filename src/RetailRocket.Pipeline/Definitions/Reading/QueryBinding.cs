using RetailRocket.Pipeline.Definitions.Sql;

namespace RetailRocket.Pipeline.Definitions.Reading;

/// <summary>Holds the names of a query against what the pipeline has.</summary>
internal sealed class QueryBinding(
    string pipeline,
    KnownTables tables,
    IReadOnlyList<Setting> settings,
    ProblemList problems
)
{
    /// <summary>Reads the text, reports what it cannot mean, and returns the known tables it reads.</summary>
    /// <param name="sql">The file.</param>
    /// <param name="runIdAllowed">The run's rows exist when the SQL runs, so that <c>@run_id</c> finds them.</param>
    /// <param name="inputs">Each table once, sorted.</param>
    public SqlQuery Read(SqlText sql, bool runIdAllowed, out IReadOnlyList<DraftInput> inputs)
    {
        var query = SqlQuery.Read(sql.Sql);
        var file = problems.In(sql.Path);
        foreach (var problem in query.Problems)
        {
            file.Add(problem.Line, problem.Message);
        }
        foreach (var parameter in query.Parameters)
        {
            CheckParameter(parameter, runIdAllowed, file);
        }
        inputs =
        [
            .. query
                .Tables.Where(t => IsInput(t, file))
                .GroupBy(t => t.Name)
                .Select(g => new DraftInput(g.Key, sql.Path, g.Min(t => t.Line)))
                .OrderBy(i => i.Table, StringComparer.Ordinal),
        ];
        return query;
    }

    private bool IsInput(TableReference table, FileProblems file)
    {
        if (table.Schema is null)
        {
            if (tables.Has(table.Name))
            {
                return true;
            }
            var question = NearestName.Question(table.Name, tables.Names);
            file.Add(
                table.Line,
                $"\"{table.Name}\" is neither a raw table nor a model of this pipeline{question} "
                    + "A table of another schema is named with it, such as ops.quarantine."
            );
        }
        else if (table.Schema == pipeline)
        {
            file.Add(
                table.Line,
                $"Write {table.Name} without \"{table.Schema}.\": the pipeline's own tables are named bare."
            );
        }
        return false;
    }

    /// <summary>The engine or the settings give the parameter to every model and check.</summary>
    public bool Gives(string parameter) => Given(runIdAllowed: false).Contains(parameter);

    private IEnumerable<string> Given(bool runIdAllowed) =>
        SettingsSection.EngineParameters.Where(p => runIdAllowed || p != "run_id").Concat(settings.Select(s => s.Name));

    private void CheckParameter(SqlToken parameter, bool runIdAllowed, FileProblems file)
    {
        var known = Given(runIdAllowed).ToList();
        if (known.Contains(parameter.Text))
        {
            return;
        }
        file.Add(
            parameter.Line,
            parameter.Text == "run_id"
                ? "@run_id is for checks of after_kpi alone: earlier there are no KPI rows of the run."
                : $"@{parameter.Text} is neither a parameter of the engine nor a setting"
                    + NearestName.Question(parameter.Text, known)
                    + $" Known: {string.Join(", ", known.Select(k => "@" + k))}."
        );
    }
}
