/*
title = "Other cells by category"
says = """
The cases of all other measures by each standard breakdown; and those of any
measure by its own category columns, and by the crosses that it asks for
("service x arrangement").
"""
*/
with

crosses as (
    select
        measure,
        string_split(unnest(crosses), ' x ') as names,
    from measure.definitions
),

standing as (
    select
        measure,
        unnest(breakdowns) as breakdown,
    from measure.definitions
),

counted as (
    select
        cases.measure,
        cases.figure,
        windows.authority,
        windows.window_number,
        cases.case_id,
        cases.child_id,
        cases.provider_id,
        cases.numerator,
        case
            when cases.numerator is not null or windows.keeps_not_known
                then cases.denominator
        end as denominator,
        coalesce(cases.denominator, 1) as weight,
        windows.is_mean,
        windows.is_one_child,
        cases.breakdowns,
        cases.extra,
    from measure.cases
    inner join result.counted_windows as windows
        on cases.measure = windows.measure
        and cases.authority = windows.case_authority
        and cases.counted_on is not distinct from windows.counted_on
        and cases.period_id is not distinct from windows.period_id
    where windows.has_breakdowns
),

headed as (
    select
        * exclude (breakdowns, extra),
        unnest(standard_headings(breakdowns), max_depth := 2),
    from counted
    where not is_one_child
),

categorised as (
    select headed.*,
    from headed
    inner join standing
        on headed.measure = standing.measure
        and headed.breakdown = standing.breakdown

    union all by name

    select
        * exclude (breakdowns, extra),
        unnest(extra, max_depth := 2),
    from counted
    where len(extra) > 0

    union all by name

    select
        counted.* exclude (breakdowns, extra),
        crosses.names[1] as breakdown,
        category_under(crosses.names[1], counted.breakdowns, counted.extra)
            as category,
        crosses.names[2] as breakdown_2,
        category_under(crosses.names[2], counted.breakdowns, counted.extra)
            as category_2,
    from counted
    inner join crosses
        on counted.measure = crosses.measure
),

parts as (
    select
        measure,
        figure,
        authority,
        window_number,
        breakdown,
        category,
        coalesce(breakdown_2, '') as breakdown_2,
        coalesce(category_2, '') as category_2,
        provider_id,
        cell_part_of(
            case_id,
            child_id,
            numerator,
            denominator,
            weight,
            is_mean,
            false
        ) as part,
    from categorised
    where
        category is not null
        and (breakdown_2 is null or category_2 is not null)
    group by all
)

select
    * exclude (provider_id, part),
    cell_of_parts(provider_id, part) as cell,
from parts
group by all
