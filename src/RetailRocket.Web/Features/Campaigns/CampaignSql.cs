namespace RetailRocket.Web.Features.Campaigns;

/// <summary>
/// The rules of a campaign in SQL. The hold-out is by hash: the first 32 bits of the MD5 of <c>key:visitor</c> in UTF-8,
/// modulo 10,000, below share x 10,000. It needs neither a random number nor an order of rows, so it is the same in every
/// run and on every machine, and a visitor's group does not depend on who else is on the list.
/// </summary>
internal static class CampaignSql
{
    /// <summary>Members of campaigns with their parts: as recorded, or as the rules have it now.</summary>
    private const string Judged = """
        with campaigns as (
            select *
            from ops.campaigns
            where pipeline = @pipeline and (@campaign::bigint is null or id = @campaign)
            order by id desc
            limit @campaigns
        ),
        -- As many days before the campaign's date as after it: campaigns need not be handed out in the order of dates.
        recent_contacts as (
            select campaigns.id as campaign_id, contacts.visitor_id, count(*) as contacts
            from campaigns
            join ops.campaign_contacts as contacts
                on contacts.pipeline = campaigns.pipeline
                and contacts.campaign_id <> campaigns.id
                and contacts.date > campaigns.date - campaigns.contact_days
                and contacts.date < campaigns.date + campaigns.contact_days
            where campaigns.handed_out_at is null
            group by campaigns.id, contacts.visitor_id
        ),
        judged as (
            select
                members.campaign_id,
                members.visitor_id,
                case
                    when campaigns.handed_out_at is not null then members.part
                    when suppressed.visitor_id is not null then 'Suppressed'
                    when recent_contacts.contacts >= campaigns.most_contacts then 'Fatigued'
                    when
                        (
                            'x' || substr(
                                md5(convert_to(campaigns.key || ':' || members.visitor_id, 'UTF8')), 1, 8
                            )
                        )::bit(32)::bigint % 10000 < campaigns.holdout_share * 10000
                        then 'Holdout'
                    else 'Contact'
                end as part
            from campaigns
            join ops.campaign_members as members on members.campaign_id = campaigns.id
            left join ops.suppressed_visitors as suppressed
                on suppressed.pipeline = campaigns.pipeline and suppressed.visitor_id = members.visitor_id
            left join recent_contacts
                on recent_contacts.campaign_id = members.campaign_id
                and recent_contacts.visitor_id = members.visitor_id
        )

        """;

    public const string Campaigns =
        Judged
        + """
            select
                campaigns.id, campaigns.key, campaigns.name, campaigns.date, campaigns.segment, campaigns.holdout_share,
                campaigns.most_contacts, campaigns.contact_days, campaigns.run_id, campaigns.verdict,
                campaigns.definition_version, campaigns.published_at, campaigns.waiver_id, campaigns.segment_size,
                campaigns.created_at, campaigns.created_by, campaigns.handed_out_at, campaigns.handed_out_by,
                counted.contacts, counted.holdouts, counted.fatigued, counted.suppressed
            from campaigns
            join (
                select
                    campaign_id,
                    count(*) filter (where part = 'Contact') as contacts,
                    count(*) filter (where part = 'Holdout') as holdouts,
                    count(*) filter (where part = 'Fatigued') as fatigued,
                    count(*) filter (where part = 'Suppressed') as suppressed
                from judged
                group by campaign_id
            ) as counted on counted.campaign_id = campaigns.id
            order by campaigns.id desc
            """;

    /// <summary>Whether the date is published, and the length of the list.</summary>
    public const string List = """
        select
            exists (select 1 from ops.publications where pipeline = @pipeline and date = @date),
            (
                select count(*)
                from published.mart_rr_crm_targets_daily
                where kpi_date = @date and segment_name = @segment
            )
        """;

    /// <summary>No row when a campaign of the key is there.</summary>
    public const string Prepare = """
        insert into ops.campaigns (
            pipeline, key, name, date, segment, holdout_share, most_contacts, contact_days, run_id, verdict,
            definition_version, published_at, waiver_id, segment_size, created_at, created_by
        )
        select
            pipeline, @key, @name, date, @segment, @holdout_share, @most_contacts, @contact_days, run_id, verdict,
            definition_version, published_at, nullif(waiver_id, 0),
            (
                select max(segment_size)
                from published.mart_rr_crm_targets_daily
                where kpi_date = @date and segment_name = @segment
            ),
            @now, @person
        from ops.publications
        where pipeline = @pipeline and date = @date
        on conflict (pipeline, key) do nothing
        returning id
        """;

    public const string PrepareMembers = """
        insert into ops.campaign_members (campaign_id, visitor_id, rank, evidence)
        select @campaign, visitor_id, rank_in_segment, evidence
        from published.mart_rr_crm_targets_daily
        where kpi_date = @date and segment_name = @segment
        """;

    /// <summary>Held until the end of the transaction: two campaigns must not both count before either has recorded.</summary>
    public const string LockContacts = "select pg_advisory_xact_lock(hashtextextended('contacts ' || @pipeline, 0))";

    public const string Lock = """
        select key, handed_out_at is not null
        from ops.campaigns
        where pipeline = @pipeline and id = @campaign
        for update
        """;

    /// <summary>Makes the groups final.</summary>
    public const string Settle =
        Judged
        + """
            update ops.campaign_members as members
            set part = judged.part
            from judged
            where members.campaign_id = judged.campaign_id and members.visitor_id = judged.visitor_id
            """;

    public const string RecordContacts = """
        insert into ops.campaign_contacts (campaign_id, visitor_id, pipeline, date)
        select campaigns.id, members.visitor_id, campaigns.pipeline, campaigns.date
        from ops.campaigns
        join ops.campaign_members as members on members.campaign_id = campaigns.id
        where campaigns.id = @campaign and members.part = 'Contact'
        """;

    public const string HandOut =
        "update ops.campaigns set handed_out_at = @now, handed_out_by = @person where id = @campaign";

    /// <summary>Of a campaign without contacts.</summary>
    public const string Discard = """
        with gone as (delete from ops.campaign_members where campaign_id = @campaign)

        delete from ops.campaigns where id = @campaign
        """;

    /// <summary>One group of a campaign that is handed out: the same rows whatever has been published since.</summary>
    public const string File = """
        select
            campaigns.date as kpi_date,
            members.visitor_id,
            campaigns.segment as segment_name,
            members.evidence,
            members.rank as rank_in_segment,
            campaigns.name as campaign,
            lower(members.part) as campaign_group
        from ops.campaigns
        join ops.campaign_members as members on members.campaign_id = campaigns.id
        where
            campaigns.pipeline = @pipeline
            and campaigns.id = @campaign
            and campaigns.handed_out_at is not null
            and members.part = @part
        order by members.rank, members.visitor_id
        """;
}
