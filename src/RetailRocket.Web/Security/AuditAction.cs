namespace RetailRocket.Web.Security;

/// <summary>The words of the audit log for what was done.</summary>
public static class AuditAction
{
    public const string SignIn = "person.sign-in";
    public const string SignInFailed = "person.sign-in-failed";
    public const string SignOut = "person.sign-out";
    public const string SignOutEverywhere = "person.sign-out-everywhere";
    public const string LockedOut = "person.locked-out";
    public const string PasswordChanged = "person.password-changed";
    public const string PasswordReset = "person.password-reset";
    public const string TwoFactorOn = "person.two-factor-on";
    public const string TwoFactorOff = "person.two-factor-off";
    public const string RecoveryCodesMade = "person.recovery-codes";
    public const string PersonCreated = "person.created";
    public const string PersonDisabled = "person.disabled";
    public const string PersonEnabled = "person.enabled";
    public const string RolesChanged = "person.roles-changed";
    public const string Download = "download";
    public const string RunStarted = "run.started";
    public const string RunCancelled = "run.cancelled";
    public const string RolledBack = "publication.rolled-back";
    public const string FilesUploaded = "files.uploaded";
    public const string ScheduleChanged = "schedule.changed";
    public const string TokenCreated = "token.created";
    public const string TokenRevoked = "token.revoked";
    public const string CheckTried = "check.tried";
    public const string CheckProposed = "check.proposed";
    public const string AlertHandled = "alert.handled";
    public const string AlertRuleChanged = "alert.rule-changed";
    public const string AlertChannelChanged = "alert.channel-changed";
    public const string RunApproved = "run.approved";
    public const string RunRejected = "run.rejected";
    public const string CampaignPrepared = "campaign.prepared";
    public const string CampaignHandedOut = "campaign.handed-out";
    public const string CampaignDiscarded = "campaign.discarded";
    public const string SuppressionChanged = "suppression.changed";
    public const string WaiverAsked = "waiver.asked";
    public const string WaiverApproved = "waiver.approved";
    public const string WaiverRefused = "waiver.refused";
    public const string WaiverWithdrawn = "waiver.withdrawn";
    public const string WaiverEnded = "waiver.ended";

    /// <summary>All of them, for filters.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(AuditAction)
            .GetFields()
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal),
    ];
}
