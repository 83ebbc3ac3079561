/*
title = "Stability index"
unit = "percent"
polarity = "lower is better"
definition = """
Of the children looked after on the last day of the period, the percentage who
in the twelve months to that day moved from one carer to another twice or more;
who changed school in mid-year (aged 5 to 15 on the day, joined another school
in a month other than August or September); who had three or more different
social workers, in care or not; any one of the three, or all three. A worker who
ceased on the first of the twelve months or before is not counted. The last two
are of the children aged 5 to 15 of whom all three are known. A child is left
out and shown as not known where the records of schools or social workers do not
cover the twelve months, hold nothing of the child, or lack a number that would
decide; or where the first school that they know was joined in mid-year within
the twelve months and no change after it is known. What a move is, is as for
placement moves.
"""
source = "Children's Commissioner for England, Stability Index 2019: high instability is two or more placement changes, a mid-year school move, three or more social workers in the year; Department for Education, Local authority interactive tool, Stability_SocialWorker: different workers, whether the child was looked after or not"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes"]
looks_back = "12 months"
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "left out"
figures = [
    "placement_moves", "school_moves", "social_workers", "any_of_three",
    "all_three",
]
breakdowns = [
    "service_group", "contract", "age_band", "sex", "legal_status", "locality",
]

[settings]
placement_moves = { default = 2, type = "integer", says = "So many moves or more in twelve months" }
social_workers = { default = 3, type = "integer", says = "So many different social workers or more in twelve months" }
school_age_from = { default = 5, type = "integer", says = "Youngest age of the children whose school moves count" }
school_age_to = { default = 15, type = "integer", says = "Oldest age of the children whose school moves count" }
*/
with

judged as (
    select
        caseload.counted_on,
        caseload.authority,
        caseload.child_id,
        caseload.provider_id,
        caseload.breakdowns,
        coalesce(
            caseload.age between
            getvariable('stability_index.school_age_from')
            and getvariable('stability_index.school_age_to'),
            false
        ) as is_of_school_age,
        coalesce(instability.moves, 0)
        >= getvariable('stability_index.placement_moves') as by_moves,
        case when instability.has_schools then instability.changed_school end
            as by_school,
        case
            when not instability.has_social_workers then null
            when
                instability.social_workers
                >= getvariable('stability_index.social_workers')
                then true
            when not instability.has_nameless_worker then false
        end as by_social_worker,
        by_school is not null and by_social_worker is not null
            as are_all_known,
    from model.caseload
    inner join model.instability
        on caseload.counted_on = instability.counted_on
        and caseload.child_id = instability.child_id
),

figures as (
    select
        *,
        unnest([
            struct_pack(name := 'placement_moves', is_so := by_moves),
            struct_pack(name := 'social_workers', is_so := by_social_worker),
            struct_pack(name := 'school_moves', is_so := by_school),
            struct_pack(
                name := 'any_of_three',
                is_so := case
                    when are_all_known
                        then by_moves or by_school or by_social_worker
                end
            ),
            struct_pack(
                name := 'all_three',
                is_so := case
                    when are_all_known
                        then by_moves and by_school and by_social_worker
                end
            )
        ]) as figure,
    from judged
)

select
    counted_on,
    authority,
    figure.name as figure,
    child_id as case_id,
    child_id,
    provider_id,
    figure.is_so::integer as numerator,
    1 as denominator,
    breakdowns,
from figures
where
    is_of_school_age
    or figure.name in ('placement_moves', 'social_workers')
