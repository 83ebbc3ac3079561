/*
title = "Panel cases"
says = """
One row per case that a panel heard, up to the as-at date, with who the child
was on that day. Where the case names a search, what was sought is its service;
else where the child lived on the day, for a child in care.
"""
*/
with

panels as (
    select * replace (authority || '/' || child_id as child_id),
    from staging.panels
    where held_on <= getvariable('as_at')
),

living as (
    select
        panels.panel,
        panels.held_on,
        panels.child_id,
        any_value(placements.breakdowns) as breakdowns,
    from panels
    inner join model.placements
        on panels.child_id = placements.child_id
        and placements.started_on <= panels.held_on
        and coalesce(placements.ended_on, date '9999-12-31') > panels.held_on
        and placements.within_placement_id is null
    group by panels.panel, panels.held_on, panels.child_id
)

select
    panels.authority,
    panels.child_id || '/' || panels.panel || '/' || panels.held_on
        as panel_case_id,
    panels.child_id,
    panels.held_on,
    coalesce(panel_names.label, 'Not known') as panel,
    coalesce(decisions.label, 'Not known') as decision,
    decisions.is_admission_prevented,
    decisions.is_variation,
    panels.referral_id,
    panels.agreement_id,
    panels.weekly_change,
    struct_pack(
        service := coalesce(
            referrals.breakdowns.service, living.breakdowns.service
        ),
        service_group := null::varchar,
        sector := null::varchar,
        provider := null::varchar,
        owner_group := null::varchar,
        contract := null::varchar,
        framework := null::varchar,
        arrangement := null::varchar,
        age_band := coalesce(
            ages.label, referrals.breakdowns.age_band, 'Not known'
        ),
        sex := null::varchar,
        ethnic_group := null::varchar,
        need := coalesce(
            living.breakdowns.need, referrals.breakdowns.need, 'Not known'
        ),
        legal_status := null::varchar,
        asylum_seeking := asylum_label(
            children.is_asylum_seeking,
            children.asylum_seeking_until,
            panels.held_on
        ),
        locality := null::varchar
    ) as breakdowns,
    panels.file_id,
    panels.row_number,
from panels
left join model.children
    on panels.child_id = children.child_id
left join model.referrals
    on panels.authority = referrals.authority
    and panels.referral_id = referrals.referral_id
left join living
    on panels.panel = living.panel
    and panels.held_on = living.held_on
    and panels.child_id = living.child_id
left join code.panels_panel as panel_names
    on panels.panel = panel_names.code
left join code.panels_decision as decisions
    on panels.decision = decisions.code
left join model.ages
    on age_on(children.born_on, panels.held_on) = ages.age
order by panels.authority, panel_case_id
