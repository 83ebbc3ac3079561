/*
title = "Categorised cases"
says = """
Each counted case under each heading that it is counted under: all, each
breakdown that stays true for its measure, the measure's own categories, and
its crosses. A breakdown that does not apply to a case has no row for it.
"""
*/
with

counted_cases as (
    select * from result.counted_cases
),

standing as (
    select
        measure,
        unnest(breakdowns) as breakdown,
    from measure.definitions
),

crosses as (
    select
        measure,
        split_part(unnest(crosses), ' x ', 1) as breakdown,
        split_part(unnest(crosses), ' x ', 2) as breakdown_2,
    from measure.definitions
),

headings as (
    select
        * exclude (breakdowns, extra),
        list_concat(
            [
                {breakdown: 'service', category: breakdowns.service},
                {breakdown: 'service_group', category: breakdowns.service_group},
                {breakdown: 'sector', category: breakdowns.sector},
                {breakdown: 'provider', category: breakdowns.provider},
                {breakdown: 'owner_group', category: breakdowns.owner_group},
                {breakdown: 'contract', category: breakdowns.contract},
                {breakdown: 'framework', category: breakdowns.framework},
                {breakdown: 'arrangement', category: breakdowns.arrangement},
                {breakdown: 'age_band', category: breakdowns.age_band},
                {breakdown: 'sex', category: breakdowns.sex},
                {breakdown: 'ethnic_group', category: breakdowns.ethnic_group},
                {breakdown: 'need', category: breakdowns.need},
                {breakdown: 'legal_status', category: breakdowns.legal_status},
                {breakdown: 'asylum_seeking', category: breakdowns.asylum_seeking},
                {breakdown: 'locality', category: breakdowns.locality},
            ],
            extra
        ) as headings,
    from counted_cases
    where has_breakdowns
),
