using Microsoft.AspNetCore.Identity;

namespace RetailRocket.Web.Security;

/// <summary>Lets a person sign in unless the account is disabled. Addresses are not confirmed: admins make the accounts.</summary>
public sealed class EnabledPersons : IUserConfirmation<Person>
{
    public Task<bool> IsConfirmedAsync(UserManager<Person> manager, Person user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return Task.FromResult(!user.Disabled);
    }
}
