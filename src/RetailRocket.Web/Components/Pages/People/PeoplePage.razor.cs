using Microsoft.AspNetCore.Components;
using RetailRocket.Web.Components.Shared;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Components.Pages.People;

/// <summary>Accounts: make, change, close. Every change is confirmed, recorded, and shown at once.</summary>
public sealed partial class PeoplePage
{
    private readonly HashSet<string> chosen = [];
    private Dialog dialog;
    private PersonSummary? subject;
    private string name = "";
    private string? password;
    private string passwordOf = "";

    private enum Dialog
    {
        None,
        Add,
        Roles,
        Reset,
        Disable,
        Enable,
    }

    protected override string Key => "people";

    protected override async Task<Contents> ReadAsync(CancellationToken cancellationToken) =>
        new(await Admin.ListAsync(cancellationToken));

    private IEnumerable<string> States(PersonSummary person)
    {
        if (person.Disabled)
            yield return T["People.Disabled"];
        if (person.LockedOut)
            yield return T["People.LockedOut"];
        if (person.MustChangePassword)
            yield return T["People.MustChange"];
        if (person.TwoFactor)
            yield return T["People.TwoFactor"];
    }

    private void Open(Dialog which, PersonSummary person)
    {
        subject = person;
        chosen.Clear();
        chosen.UnionWith(person.Roles);
        dialog = which;
    }

    private void Close()
    {
        dialog = Dialog.None;
        name = "";
        chosen.Clear();
    }

    private Task<string?> AddAsync() =>
        TryAsync(async () =>
        {
            var made = await Admin.CreateAsync(name, [.. Roles.All.Intersect(chosen)], CancellationToken.None);
            (password, passwordOf) = (made, name);
        });

    private Task<string?> ResetAsync() =>
        TryAsync(async () =>
        {
            var made = await Admin.ResetAsync(subject!, CancellationToken.None);
            (password, passwordOf) = (made, subject!.Name);
        });

    private Task<string?> SetRolesAsync() =>
        TryAsync(() => Admin.SetRolesAsync(subject!, [.. Roles.All.Intersect(chosen)], CancellationToken.None));

    private Task<string?> SetDisabledAsync(bool disabled) =>
        TryAsync(() => Admin.SetDisabledAsync(subject!, disabled, CancellationToken.None));

    private async Task<string?> TryAsync(Func<Task> change)
    {
        if (dialog is Dialog.Add or Dialog.Roles && chosen.Count == 0)
            return T["People.NeedsRole"];
        try
        {
            await change();
        }
        catch (PersonException error)
        {
            return error.Message;
        }
        await ReloadAsync();
        return null;
    }

    /// <summary>What the page shows.</summary>
    public sealed record Contents(IReadOnlyList<PersonSummary> People);
}
