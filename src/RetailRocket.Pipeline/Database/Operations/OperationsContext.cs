using Microsoft.EntityFrameworkCore;

namespace RetailRocket.Pipeline.Database.Operations;

/// <summary>
/// The operations schema <c>ops</c>: source files, runs, checks and publications. Warehouse tables are not in it; they come
/// from each pipeline's <c>00_schema</c>. Tables and columns are snake case, so that SQL reads them without quotes.
/// </summary>
public sealed class OperationsContext(DbContextOptions<OperationsContext> options) : DbContext(options)
{
    public const string SchemaName = "ops";
    public const string MigrationsTable = "migrations";

    /// <summary>One number a change of the landed data; a figure is fresh when none after its own touches what it reads.</summary>
    public const string ChangeSequence = "change_seq";

    public DbSet<SourceFile> SourceFiles => Set<SourceFile>();
    public DbSet<SourceFileDate> SourceFileDates => Set<SourceFileDate>();
    public DbSet<SourceDateState> SourceDates => Set<SourceDateState>();
    public DbSet<SourceState> SourceStates => Set<SourceState>();
    public DbSet<QuarantinedLine> Quarantine => Set<QuarantinedLine>();
    public DbSet<Run> Runs => Set<Run>();
    public DbSet<RunDate> RunDates => Set<RunDate>();
    public DbSet<RunStep> RunSteps => Set<RunStep>();
    public DbSet<CheckResult> CheckResults => Set<CheckResult>();
    public DbSet<ModelDate> ModelDates => Set<ModelDate>();
    public DbSet<ModelState> ModelStates => Set<ModelState>();
    public DbSet<Publication> Publications => Set<Publication>();
    public DbSet<PublicationEvent> PublicationEvents => Set<PublicationEvent>();
    public DbSet<Waiver> Waivers => Set<Waiver>();
    public DbSet<DefinitionText> DefinitionTexts => Set<DefinitionText>();
    public DbSet<PipelineSchemaState> PipelineSchemas => Set<PipelineSchemaState>();
    public DbSet<Campaign> Campaigns => Set<Campaign>();
    public DbSet<CampaignMember> CampaignMembers => Set<CampaignMember>();
    public DbSet<CampaignContact> CampaignContacts => Set<CampaignContact>();
    public DbSet<SuppressedVisitor> SuppressedVisitors => Set<SuppressedVisitor>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasDefaultSchema(SchemaName);
        modelBuilder.HasSequence<long>(ChangeSequence);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(OperationsContext).Assembly);
        SnakeCase.Apply(modelBuilder);
    }
}
