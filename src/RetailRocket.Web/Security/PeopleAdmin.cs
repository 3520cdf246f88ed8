namespace RetailRocket.Web.Security;

/// <summary>What the page Access does: asks for the right, changes the account, records it.</summary>
public sealed class PeopleAdmin(People people, Access access, Audit audit)
{
    public async Task<IReadOnlyList<PersonSummary>> ListAsync(CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.People);
        return await people.ListAsync(cancellationToken);
    }

    /// <returns>The one-time password, to be shown once.</returns>
    public async Task<string> CreateAsync(string name, IReadOnlyList<string> roles, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.People);
        var password = await people.CreateAsync(name, roles, cancellationToken);
        await RecordAsync(AuditAction.PersonCreated, name, new { roles }, cancellationToken);
        return password;
    }

    /// <returns>The one-time password, to be shown once.</returns>
    public async Task<string> ResetAsync(PersonSummary person, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.People);
        var password = await people.ResetAsync(person.Id, cancellationToken);
        await RecordAsync(AuditAction.PasswordReset, person.Name, null, cancellationToken);
        return password;
    }

    public async Task SetRolesAsync(
        PersonSummary person,
        IReadOnlyList<string> roles,
        CancellationToken cancellationToken
    )
    {
        await access.DemandAsync(Feature.People);
        await people.SetRolesAsync(person.Id, roles, cancellationToken);
        await RecordAsync(
            AuditAction.RolesChanged,
            person.Name,
            new { before = person.Roles, after = roles },
            cancellationToken
        );
    }

    public async Task SetDisabledAsync(PersonSummary person, bool disabled, CancellationToken cancellationToken)
    {
        await access.DemandAsync(Feature.People);
        await people.SetDisabledAsync(person.Id, disabled, cancellationToken);
        var action = disabled ? AuditAction.PersonDisabled : AuditAction.PersonEnabled;
        await RecordAsync(action, person.Name, null, cancellationToken);
    }

    private async Task RecordAsync(
        string action,
        string subject,
        object? details,
        CancellationToken cancellationToken
    ) => await audit.WriteAsync(await access.NameAsync(), action, subject, details, cancellationToken);
}
