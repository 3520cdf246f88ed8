using RetailRocket.Web.Api.Tokens;
using RetailRocket.Web.Localization;
using RetailRocket.Web.Security;

namespace RetailRocket.Web.Components.Pages.Account.Tokens;

/// <summary>One's own tokens: make one and see it once, see when each was used, revoke.</summary>
public sealed partial class TokensPage
{
    private static readonly int[] Lengths = [7, 30, PersonalTokens.DefaultDays, PersonalTokens.LongestDays - 1];

    private Dialog dialog;
    private TokenSummary? subject;
    private string name = "";
    private int days = PersonalTokens.DefaultDays;
    private string? made;

    private enum Dialog
    {
        None,
        Create,
        Revoke,
    }

    protected override string Key => "tokens";

    protected override async Task<Contents> ReadAsync(CancellationToken cancellationToken) =>
        new(await Tokens.ListAsync(cancellationToken));

    private TokenState StateOf(TokenSummary token) => token.StateAt(Clock.GetUtcNow());

    private static string Badge(TokenState state) =>
        state switch
        {
            TokenState.Active => "badge-pass",
            TokenState.Expired => "badge-nodata",
            _ => "badge-stop",
        };

    private string WordOf(TokenState state) =>
        state switch
        {
            TokenState.Active => T["Tokens.Active"],
            TokenState.Expired => T["Tokens.Expired"],
            _ => T["Tokens.Revoked"],
        };

    private string Day(DateTimeOffset at) =>
        Formats.Iso(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, View.Zone).DateTime));

    private void Ask(TokenSummary token)
    {
        subject = token;
        dialog = Dialog.Revoke;
    }

    private void Close()
    {
        dialog = Dialog.None;
        name = "";
        days = PersonalTokens.DefaultDays;
    }

    private async Task<string?> CreateAsync()
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > PersonalTokens.LongestName)
            return T["Tokens.NeedsName", PersonalTokens.LongestName];
        try
        {
            made = await Tokens.CreateAsync(name, days, CancellationToken.None);
        }
        catch (PersonException error)
        {
            return error.Message;
        }
        await ReloadAsync();
        return null;
    }

    private async Task<string?> RevokeAsync()
    {
        await Tokens.RevokeAsync(subject!.Id, CancellationToken.None);
        await ReloadAsync();
        return null;
    }

    /// <summary>What the page shows.</summary>
    public sealed record Contents(IReadOnlyList<TokenSummary> Tokens);
}
