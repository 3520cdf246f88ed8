using System.Data;
using System.Globalization;
using Npgsql;
using RetailRocket.Pipeline.Database;
using RetailRocket.Web.Features.Targets;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Features.Campaigns;

/// <summary>Prepares campaigns, hands them out and discards them. See docs/adr/0014-marketers-package.md.</summary>
public sealed class CampaignActions(Warehouse warehouse, Access access, Audit audit, TimeProvider clock)
{
    /// <summary>Keeps the published list of a date with the rules. Nobody counts as contacted yet.</summary>
    /// <returns>Number of the campaign.</returns>
    /// <exception cref="CampaignException">The rules or the list do not allow it; nothing is kept.</exception>
    public async Task<long> PrepareAsync(
        string pipeline,
        DateOnly date,
        string segment,
        CampaignRules rules,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(rules);
        await access.DemandAsync(Feature.Campaigns);
        if (rules.Refusal is { } refusal)
            throw new CampaignException(refusal);
        if (TargetLists.Of(pipeline)?.Segments.Contains(segment) != true)
            throw new CampaignException(CampaignRefusal.Unpublished);
        var key = Key(date, segment, rules.NormalName);
        await using var connection = await warehouse.Runner.OpenConnectionAsync(cancellationToken);
        // One snapshot: the run that is kept is the one whose rows are.
        await using var transaction = await connection.BeginTransactionAsync(
            IsolationLevel.RepeatableRead,
            cancellationToken
        );
        await CheckListAsync(connection, pipeline, date, segment, cancellationToken);
        var person = await access.NameAsync();
        var id = await InsertAsync(connection, pipeline, date, segment, key, rules, person, cancellationToken);
        await ExecuteAsync(
            connection,
            CampaignSql.PrepareMembers,
            cancellationToken,
            ("campaign", id),
            ("date", date),
            ("segment", segment)
        );
        await audit.WriteAsync(
            person,
            AuditAction.CampaignPrepared,
            $"{pipeline} {key}",
            new
            {
                id,
                rules.HoldoutShare,
                rules.MostContacts,
                rules.ContactDays,
            },
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return id;
    }

    /// <summary>
    /// Applies the rules as they stand, makes the groups final and records the contacts, all in one transaction. A campaign
    /// that is handed out stays as it is.
    /// </summary>
    /// <returns>Whether this call did it.</returns>
    /// <exception cref="CampaignException">There is no such campaign.</exception>
    public async Task<bool> HandOutAsync(string pipeline, long campaign, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Campaigns);
        await using var connection = await warehouse.Runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync(connection, CampaignSql.LockContacts, cancellationToken, ("pipeline", pipeline));
        var (key, isHandedOut) = await LockAsync(connection, pipeline, campaign, cancellationToken);
        if (isHandedOut)
            return false;
        var person = await access.NameAsync();
        await ExecuteAsync(
            connection,
            CampaignSql.Settle,
            cancellationToken,
            ("pipeline", pipeline),
            ("campaign", campaign),
            ("campaigns", 1)
        );
        var contacts = await ExecuteAsync(
            connection,
            CampaignSql.RecordContacts,
            cancellationToken,
            ("campaign", campaign)
        );
        await ExecuteAsync(
            connection,
            CampaignSql.HandOut,
            cancellationToken,
            ("campaign", campaign),
            ("now", clock.GetUtcNow()),
            ("person", person)
        );
        await audit.WriteAsync(
            person,
            AuditAction.CampaignHandedOut,
            $"{pipeline} {key}",
            new { id = campaign, contacts },
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>Takes a campaign back that was never handed out: nobody was contacted by it, so nothing is left of it.</summary>
    /// <exception cref="CampaignException">There is no such campaign, or it was handed out.</exception>
    public async Task DiscardAsync(string pipeline, long campaign, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.Campaigns);
        await using var connection = await warehouse.Runner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var (key, isHandedOut) = await LockAsync(connection, pipeline, campaign, cancellationToken);
        if (isHandedOut)
            throw new CampaignException(CampaignRefusal.HandedOut);
        await ExecuteAsync(connection, CampaignSql.Discard, cancellationToken, ("campaign", campaign));
        await audit.WriteAsync(
            await access.NameAsync(),
            AuditAction.CampaignDiscarded,
            $"{pipeline} {key}",
            new { id = campaign },
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Salt of the hold-out's hash: date, segment and name, separated by slashes.</summary>
    internal static string Key(DateOnly date, string segment, string name) =>
        string.Create(CultureInfo.InvariantCulture, $"{date:yyyy-MM-dd}/{segment}/{name}");

    private static async Task CheckListAsync(
        NpgsqlConnection connection,
        string pipeline,
        DateOnly date,
        string segment,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(CampaignSql.List, connection).With([
            ("pipeline", pipeline),
            ("date", date),
            ("segment", segment),
        ]);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        await row.ReadAsync(cancellationToken);
        if (!row.GetBoolean(0))
            throw new CampaignException(CampaignRefusal.Unpublished);
        if (row.GetInt64(1) == 0)
            throw new CampaignException(CampaignRefusal.EmptyList);
    }

    private async Task<long> InsertAsync(
        NpgsqlConnection connection,
        string pipeline,
        DateOnly date,
        string segment,
        string key,
        CampaignRules rules,
        string person,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(CampaignSql.Prepare, connection).With([
            ("pipeline", pipeline),
            ("key", key),
            ("name", rules.NormalName),
            ("date", date),
            ("segment", segment),
            ("holdout_share", rules.HoldoutShare),
            ("most_contacts", rules.MostContacts),
            ("contact_days", rules.ContactDays),
            ("now", clock.GetUtcNow()),
            ("person", person),
        ]);
        try
        {
            return await command.ExecuteScalarAsync(cancellationToken) as long?
                ?? throw new CampaignException(CampaignRefusal.NameTaken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.SerializationFailure)
        {
            // Somebody else prepared the same campaign at the same moment.
            throw new CampaignException(CampaignRefusal.NameTaken);
        }
    }

    private static async Task<(string Key, bool IsHandedOut)> LockAsync(
        NpgsqlConnection connection,
        string pipeline,
        long campaign,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(CampaignSql.Lock, connection).With([
            ("pipeline", pipeline),
            ("campaign", campaign),
        ]);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? (row.GetString(0), row.GetBoolean(1))
            : throw new CampaignException(CampaignRefusal.Unknown);
    }

    private static async Task<int> ExecuteAsync(
        NpgsqlConnection connection,
        string sql,
        CancellationToken cancellationToken,
        params (string Name, object? Value)[] parameters
    )
    {
        await using var command = new NpgsqlCommand(sql, connection).With(parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
