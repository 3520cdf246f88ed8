using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using RetailRocket.Web.Api.Tokens;

namespace RetailRocket.Web.Security;

/// <summary>The schema <c>identity</c>: accounts, roles, personal tokens and the audit log. Only the owner of the database can read it.</summary>
public sealed class IdentityContext(DbContextOptions<IdentityContext> options)
    : IdentityDbContext<Person, PersonRole, Guid>(options)
{
    public const string SchemaName = "identity";
    public const string MigrationsTable = "migrations";

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(SchemaName);
        builder.Entity<Person>().ToTable("people");
        builder.Entity<PersonRole>().ToTable("roles").HasData(Security.Roles.All.Select(RoleRow));
        builder.Entity<IdentityUserRole<Guid>>().ToTable("person_roles");
        builder.Entity<IdentityUserClaim<Guid>>().ToTable("person_claims");
        builder.Entity<IdentityUserLogin<Guid>>().ToTable("person_logins");
        builder.Entity<IdentityUserToken<Guid>>().ToTable("person_tokens");
        builder.Entity<IdentityRoleClaim<Guid>>().ToTable("role_claims");
        builder.Entity<AuditEntry>(entry =>
        {
            entry.Property(row => row.Details).HasColumnType("jsonb");
            entry.HasIndex(row => row.At);
            entry.HasIndex(row => new { row.Action, row.At });
        });
        builder.Entity<ApiToken>(token =>
        {
            token.ToTable("api_tokens");
            token.HasIndex(row => row.Hash).IsUnique();
            token.HasOne<Person>().WithMany().HasForeignKey(row => row.PersonId);
        });
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
            property.SetColumnName(SnakeCase(property.Name));
    }

    // The roles are part of the schema: fixed ids, so that every database has the same rows.
    private static PersonRole RoleRow(string name, int index) =>
        new()
        {
            Id = new Guid(index + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]),
            Name = name,
            NormalizedName = name.ToUpperInvariant(),
            ConcurrencyStamp = name,
        };

    private static string SnakeCase(string name) =>
        string.Concat(
                name.Select((letter, index) => char.IsUpper(letter) && index > 0 ? $"_{letter}" : letter.ToString())
            )
            .ToLowerInvariant();
}
