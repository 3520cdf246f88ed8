namespace RetailRocket.Pipeline.Definitions;

/// <summary>A pipeline as its folder under <c>sql/</c> describes it, read and validated. See docs/pipelines.md.</summary>
public sealed record PipelineDefinition
{
    /// <summary>Folder name, PostgreSQL schema name, and the name people type: lower case, digits and underscores.</summary>
    public required string Name { get; init; }

    /// <summary>How pages call it.</summary>
    public required LocalText Title { get; init; }

    /// <summary>The zone in which every business date of this pipeline is computed.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>Quartz cron expression in <see cref="TimeZone"/>; null when the pipeline only runs by hand.</summary>
    public string? Cron { get; init; }

    /// <summary>Unpublished runs of a date whose KPI rows are kept.</summary>
    public int KeepRuns { get; init; } = 3;

    public required IReadOnlyList<Setting> Settings { get; init; }
    public required IReadOnlyList<SourceDefinition> Sources { get; init; }

    /// <summary>The files of <c>00_schema</c>, in name order.</summary>
    public required IReadOnlyList<SqlText> Schema { get; init; }

    /// <summary>The tables that <see cref="Schema"/> creates, by file and line.</summary>
    public IReadOnlyList<TableDeclaration> Tables { get; init; } = [];

    /// <summary>All models, each after the models it reads.</summary>
    public required IReadOnlyList<ModelDefinition> Models { get; init; }

    public required IReadOnlyList<CheckDefinition> Checks { get; init; }
    public required IReadOnlyList<ExportDefinition> Exports { get; init; }

    /// <summary>What can be explained; null when nothing can.</summary>
    public ExplainDefinition? Explain { get; init; }

    /// <summary>pipeline.yml and every SQL file: what <see cref="Version"/> is the version of.</summary>
    public IReadOnlyList<SqlText> Files { get; init; } = [];

    /// <summary>What tables and columns mean in languages other than English; they are no part of <see cref="Version"/>.</summary>
    public TableMeanings Meanings { get; init; } = TableMeanings.None;

    /// <summary>SHA-256, 12 hex digits, over pipeline.yml and every SQL file: what produced a figure.</summary>
    public required string Version { get; init; }
}

/// <summary>One file of SQL: <paramref name="Path"/> is relative to the pipeline's folder.</summary>
public sealed record SqlText(string Path, string Sql, string Sha256);

/// <summary>A named value that SQL reads as <c>@name</c>: a long, decimal, string or bool.</summary>
public sealed record Setting(string Name, object Value, LocalText About);

public enum SourceFormat
{
    Csv,
    JsonLines,
}

/// <summary>Files of one kind and the raw table they land in.</summary>
public sealed record SourceDefinition
{
    public required string Name { get; init; }

    /// <summary>The raw table, bare name.</summary>
    public required string Table { get; init; }

    /// <summary>File name globs (<c>*</c> and <c>?</c>) looked for in the source folder.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    public required SourceFormat Format { get; init; }

    /// <summary>A folder without a file of this source cannot be loaded.</summary>
    public bool Required { get; init; }

    /// <summary>The column that dates a row; null for an undated source, which concerns every date.</summary>
    public SourceDate? Date { get; init; }

    public required IReadOnlyList<SourceColumn> Columns { get; init; }
}

public enum SourceDateKind
{
    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    EpochMilliseconds,

    /// <summary>Seconds since 1970-01-01 UTC.</summary>
    EpochSeconds,

    /// <summary>A column of type <c>timestamp</c>.</summary>
    Timestamp,

    /// <summary>A column of type <c>date</c>.</summary>
    Date,
}

/// <summary>How the business date of a source row is found. A value that is empty, or an epoch of zero or less, has none.</summary>
public sealed record SourceDate(string Column, SourceDateKind Kind);

public enum SourceColumnType
{
    SmallInt,
    Int,
    BigInt,
    Numeric,
    Double,
    Boolean,
    Text,
    Date,
    Timestamp,
    Json,
}

/// <summary>A column of a raw table and the header name (CSV) or dotted path (JSONL) it comes from.</summary>
public sealed record SourceColumn(string Name, string From, SourceColumnType Type)
{
    /// <summary>A CSV file without this header is refused. JSONL fields may always be absent.</summary>
    public bool Required { get; init; } = true;
}

public enum ModelLayer
{
    Staging,
    Mart,
    Kpi,
}

public enum ModelRefresh
{
    /// <summary>DELETE and INSERT of the run's dates.</summary>
    Dates,

    /// <summary>The whole table, when an input changed.</summary>
    Whole,

    /// <summary>The rows of the keys that the SELECT returns.</summary>
    Keys,
}

/// <summary>One SELECT (or one named C# step) that fills one table.</summary>
public sealed record ModelDefinition
{
    /// <summary>Table name, and name of the file without <c>.sql</c>.</summary>
    public required string Table { get; init; }

    public required ModelLayer Layer { get; init; }
    public required ModelRefresh Refresh { get; init; }

    /// <summary>The date column of a <see cref="ModelRefresh.Dates"/> model.</summary>
    public string? DateColumn { get; init; }

    /// <summary>The key column of a <see cref="ModelRefresh.Keys"/> model.</summary>
    public string? KeyColumn { get; init; }

    /// <summary>The column of a <see cref="ModelRefresh.Keys"/> model that is NULL in a row that only deletes.</summary>
    public string? PresentColumn { get; init; }

    /// <summary>Days before its own date that the model reads; <see cref="AllHistory"/> for everything before.</summary>
    public int LookbackDays { get; init; }

    /// <summary>The SELECT; null when <see cref="Step"/> does the work.</summary>
    public SqlText? Sql { get; init; }

    /// <summary>Name of the C# step that fills the table, or null.</summary>
    public string? Step { get; init; }

    /// <summary>
    /// Raw tables and models that the text names (or, for a step, that pipeline.yml lists under <c>reads</c>), sorted. The
    /// model's own table, which one by keys may read, is not among them.
    /// </summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>
    /// SHA-256, 12 hex digits, over what decides this model's rows: its SQL without comments and spacing, its options, the
    /// settings it names, the pipeline's zone, the mapping of the raw tables it reads, and the same of every model before it.
    /// A step counts every setting, as its code may read any.
    /// </summary>
    public required string Version { get; init; }

    /// <summary>The table is partitioned by range of <see cref="DateColumn"/>: a month is a partition, made as dates arrive.</summary>
    public bool PartitionedByMonth { get; init; }

    /// <summary>Parameters that the SQL names, without <c>@</c>, sorted; empty for a step.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];

    public const int AllHistory = int.MaxValue;
}

public enum CheckPhase
{
    BeforeStaging,
    BeforeKpi,
    AfterKpi,
}

public enum CheckSeverity
{
    Warn,
    Block,
}

/// <summary>A SELECT of violating rows, first column <c>check_date</c>.</summary>
public sealed record CheckDefinition
{
    public required string Name { get; init; }
    public required CheckPhase Phase { get; init; }
    public required CheckSeverity Severity { get; init; }

    /// <summary>What it means and what to do when it fails, one or two sentences.</summary>
    public required LocalText Abouts { get; init; }

    /// <summary>The same in English.</summary>
    public string About => Abouts.English;

    /// <summary>Least share of rows in percent that must not violate; null: no row may.</summary>
    public decimal? PassRate { get; init; }

    /// <summary>The dated model, or raw table, whose rows of the date are the total of <see cref="PassRate"/>.</summary>
    public string? Of { get; init; }

    public required SqlText Sql { get; init; }

    /// <summary>Raw tables and models that the text names, sorted.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Parameters that the SQL names, without <c>@</c>, sorted.</summary>
    public IReadOnlyList<string> Parameters { get; init; } = [];
}

/// <summary>A file written for each published date. <c>{date}</c> in the name stands for the date.</summary>
public sealed record ExportDefinition
{
    public required string File { get; init; }

    /// <summary>The KPI table whose published rows the file holds, or whose one row the summary prints.</summary>
    public required string Table { get; init; }

    public required ExportKind Kind { get; init; }

    /// <summary>Published columns in file order; empty means all of the table's.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    public required IReadOnlyList<string> Order { get; init; }
}

public enum ExportKind
{
    Csv,
    Summary,
}
