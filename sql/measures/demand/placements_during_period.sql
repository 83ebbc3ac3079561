/*
title = "Placements during the period"
unit = "count"
polarity = "neutral"
definition = """
The number of placements in which a child lived on any day of the period, also
those that began before it or went on after it: spells with one carer, whatever
the legal status. A placement that was left on the first day of the period does
not count. The number of different children stands beside it, also for each
service. Further figures: the children, each once; and the placements and
children of whom the legal status was remand on any day of the period. An
adoption by the foster carer goes on with the placement; short stays such as
hospital or holidays and series of short breaks are not counted. Service and
asylum-seeking are those of the day on which the placement began, the age is
that of its last day in the period, the legal status the last one in it. The
period is a quarter or longer.
"""
source = "Placements as spells with one carer, put together from the episodes of the children looked after return; Nottingham City Council, sufficiency strategy 2016, appendix 1: 15 young people had 18 placements on remand during the year"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
case = "placement"
counts = "over"
statistic = "sum"
not_known = "left out"
breakdowns = ["service", "service_group", "age_band", "legal_status", "asylum_seeking"]
figures = ["placements", "children", "placements on remand", "children on remand"]
*/
with

described as (
    select
        spells.*,
        placements.provider_id,
        breakdowns_with(
            placements.breakdowns,
            age_band := coalesce(ages.label, 'Not known'),
            legal_status := spells.legal_status
        ) as breakdowns,
    from model.placements_in_periods as spells
    inner join model.placements
        on spells.placement_id = placements.placement_id
    left join model.ages
        on age_on(spells.born_on, spells.last_day) = ages.age
),

children_in_period as (
    select
        period_id,
        authority,
        child_id,
        arg_max(breakdowns, last_day) as breakdowns,
        bool_or(is_on_remand) as is_on_remand,
    from described
    group by period_id, authority, child_id
),

cases as (
    select
        period_id,
        authority,
        carer_id as case_id,
        child_id,
        provider_id,
        breakdowns,
        unnest(['placements', 'placements on remand']) as figure,
        unnest([true, is_on_remand]) as is_counted,
    from described

    union all by name

    select
        period_id,
        authority,
        child_id as case_id,
        child_id,
        null as provider_id,
        struct_pack(
            service := null::varchar,
            service_group := null::varchar,
            sector := breakdowns.sector,
            provider := breakdowns.provider,
            owner_group := breakdowns.owner_group,
            contract := breakdowns.contract,
            framework := breakdowns.framework,
            arrangement := breakdowns.arrangement,
            age_band := breakdowns.age_band,
            sex := breakdowns.sex,
            ethnic_group := breakdowns.ethnic_group,
            need := breakdowns.need,
            legal_status := null::varchar,
            asylum_seeking := breakdowns.asylum_seeking,
            locality := breakdowns.locality
        ) as breakdowns,
        unnest(['children', 'children on remand']) as figure,
        unnest([true, is_on_remand]) as is_counted,
    from children_in_period
)

select
    * exclude (is_counted),
    1 as numerator,
    null as denominator,
from cases
where is_counted
