using Microsoft.EntityFrameworkCore;
using RetailRocket.Pipeline.Database.Operations;
using RetailRocket.Web.Alerts.Delivery;
using RetailRocket.Web.Alerts.Incidents;
using RetailRocket.Web.Alerts.Rules;
using RetailRocket.Web.Scheduling;

namespace RetailRocket.Web.Watch;

/// <summary>
/// The schema <c>watch</c>: firings of the schedules, alert rules, incidents, and messages on their way. Only the owner of
/// the database can read it, because addresses of channels are secrets.
/// </summary>
public sealed class WatchContext(DbContextOptions<WatchContext> options) : DbContext(options)
{
    public const string SchemaName = "watch";
    public const string MigrationsTable = "migrations";

    public DbSet<Firing> Firings => Set<Firing>();
    public DbSet<AlertRule> Rules => Set<AlertRule>();
    public DbSet<Incident> Incidents => Set<Incident>();
    public DbSet<IncidentEvent> IncidentEvents => Set<IncidentEvent>();
    public DbSet<WatchedRun> WatchedRuns => Set<WatchedRun>();
    public DbSet<Digest> Digests => Set<Digest>();
    public DbSet<Channel> Channels => Set<Channel>();
    public DbSet<Message> Messages => Set<Message>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasDefaultSchema(SchemaName);
        modelBuilder.Entity<Firing>(firing =>
        {
            firing.Property(row => row.State).HasConversion<string>();
            firing.Property(row => row.Decision).HasColumnType("jsonb");
            firing.HasIndex(row => new { row.Pipeline, row.ScheduledFor }).IsUnique();
        });
        modelBuilder.Entity<AlertRule>(rule =>
        {
            rule.Property(row => row.Kind).HasConversion<string>();
            rule.HasIndex(row => new
                {
                    row.Pipeline,
                    row.Kind,
                    row.Table,
                    row.Column,
                })
                .IsUnique();
        });
        modelBuilder.Entity<Incident>(incident =>
        {
            incident.Property(row => row.Facts).HasColumnType("jsonb");
            incident.HasOne<AlertRule>().WithMany().HasForeignKey(row => row.RuleId);
            // One open incident for a rule and a subject, whoever looks at the same moment.
            incident.HasIndex(row => new { row.RuleId, row.Subject }).IsUnique().HasFilter("recovered_at is null");
            incident.HasIndex(row => new { row.Pipeline, row.OpenedAt });
        });
        modelBuilder.Entity<IncidentEvent>(change =>
        {
            change.Property(row => row.Kind).HasConversion<string>();
            change.Property(row => row.Facts).HasColumnType("jsonb");
            change.HasOne<Incident>().WithMany().HasForeignKey(row => row.IncidentId);
            change.HasOne<Digest>().WithMany().HasForeignKey(row => row.DigestId);
        });
        modelBuilder.Entity<WatchedRun>(run =>
        {
            run.HasKey(row => row.RunId);
            run.Property(row => row.RunId).ValueGeneratedNever();
            run.HasIndex(row => row.Pipeline);
        });
        modelBuilder.Entity<Channel>(channel =>
        {
            channel.Property(row => row.Kind).HasConversion<string>();
            channel.HasIndex(row => row.Name).IsUnique();
        });
        modelBuilder.Entity<Message>(message =>
        {
            message.Property(row => row.State).HasConversion<string>();
            message.Property(row => row.Problem).HasConversion<string>();
            message.HasOne<Channel>().WithMany().HasForeignKey(row => row.ChannelId);
            message.HasOne<Digest>().WithMany().HasForeignKey(row => row.DigestId);
            message.HasIndex(row => row.NextAttemptAt).HasFilter("state = 'Waiting'");
        });
        SnakeCase.Apply(modelBuilder);
    }
}
