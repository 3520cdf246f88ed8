using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RetailRocket.Pipeline.Database.Operations;

/// <summary>What the rules make of a visitor of a campaign's list. The first that applies, in the order from below.</summary>
public enum CampaignPart
{
    /// <summary>To be contacted.</summary>
    Contact,

    /// <summary>Deliberately not contacted, to compare with.</summary>
    Holdout,

    /// <summary>Contacted too often lately: in neither group.</summary>
    Fatigued,

    /// <summary>Must not be contacted: in neither group.</summary>
    Suppressed,
}

/// <summary>A target list of a date with the rules by which it is contacted. See docs/adr/0014-marketers-package.md.</summary>
public sealed class Campaign
{
    public long Id { get; init; }
    public required string Pipeline { get; init; }

    /// <summary>Date, segment and name in one: the salt of the hold-out's hash, so the split can be repeated anywhere.</summary>
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>As-of date of the list; taken for the date of the contact.</summary>
    public DateOnly Date { get; init; }

    public required string Segment { get; init; }

    /// <summary>Share of the list that is held out, from 0 to 0.5.</summary>
    public decimal HoldoutShare { get; init; }

    /// <summary>Most contacts of a visitor within <see cref="ContactDays"/> days.</summary>
    public int MostContacts { get; init; }

    public int ContactDays { get; init; }

    /// <summary>Run whose rows the list was when the campaign was prepared.</summary>
    public long RunId { get; init; }

    public Verdict Verdict { get; init; }
    public required string DefinitionVersion { get; init; }
    public DateTime PublishedAt { get; init; }

    /// <summary>What let the date through at that time; null when nothing had to.</summary>
    public long? WaiverId { get; init; }

    /// <summary>Visitors in the segment, before the list was cut by the pipeline's limit.</summary>
    public long SegmentSize { get; init; }

    public DateTime CreatedAt { get; init; }
    public required string CreatedBy { get; init; }

    /// <summary>When the contacts were recorded and the groups became final; null until then.</summary>
    public DateTime? HandedOutAt { get; set; }

    public string? HandedOutBy { get; set; }
}

/// <summary>A visitor on the list of a campaign, as it was when the campaign was prepared.</summary>
public sealed class CampaignMember
{
    public long CampaignId { get; init; }
    public int VisitorId { get; init; }

    /// <summary>Place on the list.</summary>
    public int Rank { get; init; }

    public required string Evidence { get; init; }

    /// <summary>Null until the campaign is handed out: the rules are applied at that moment.</summary>
    public CampaignPart? Part { get; set; }
}

/// <summary>A contact that was handed out: what the contact-fatigue rule counts.</summary>
public sealed class CampaignContact
{
    public required string Pipeline { get; init; }
    public int VisitorId { get; init; }
    public long CampaignId { get; init; }

    /// <summary>Date of the campaign.</summary>
    public DateOnly Date { get; init; }
}

/// <summary>A visitor that must not be contacted.</summary>
public sealed class SuppressedVisitor
{
    public required string Pipeline { get; init; }
    public int VisitorId { get; init; }
    public DateTime AddedAt { get; init; }
    public required string AddedBy { get; init; }
}

internal sealed class CampaignsConfiguration
    : IEntityTypeConfiguration<Campaign>,
        IEntityTypeConfiguration<CampaignMember>,
        IEntityTypeConfiguration<CampaignContact>,
        IEntityTypeConfiguration<SuppressedVisitor>
{
    public void Configure(EntityTypeBuilder<Campaign> builder)
    {
        builder.Property(campaign => campaign.Verdict).HasConversion<string>();
        builder.Property(campaign => campaign.HoldoutShare).HasPrecision(5, 4);
        builder.HasIndex(campaign => new { campaign.Pipeline, campaign.Key }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<CampaignMember> builder)
    {
        builder.HasKey(member => new { member.CampaignId, member.VisitorId });
        builder.HasOne<Campaign>().WithMany().HasForeignKey(member => member.CampaignId);
        builder.Property(member => member.Part).HasConversion<string>();
    }

    public void Configure(EntityTypeBuilder<CampaignContact> builder)
    {
        builder.HasKey(contact => new { contact.CampaignId, contact.VisitorId });
        builder.HasOne<Campaign>().WithMany().HasForeignKey(contact => contact.CampaignId);
        builder.HasIndex(contact => new
        {
            contact.Pipeline,
            contact.Date,
            contact.VisitorId,
        });
    }

    public void Configure(EntityTypeBuilder<SuppressedVisitor> builder) =>
        builder.HasKey(visitor => new { visitor.Pipeline, visitor.VisitorId });
}
