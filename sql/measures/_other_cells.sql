/*
title = "Other cells"
says = """
The cases of all other measures as a whole and by all that they are counted by;
and those of children by who supplies, by own category and by cross. Money is
counted in parts, one for each provider.
"""
*/
with

counted as (
    select
        cases.measure,
        cases.figure,
        windows.window_number,
        cases.case_id,
        cases.child_id,
        cases.provider_id,
        case when windows.is_money then cases.provider_id end as part_of,
        cases.numerator,
        counted_denominator(
            cases.numerator, cases.denominator, windows.keeps_not_known
        ) as denominator,
        coalesce(cases.denominator, 1) as weight,
        windows.is_mean,
        windows.is_stock_of_children
        and (cases.counted_on, cases.child_id) in (
            select (counted_on, child_id) from model.caseload
            where is_kept_open
        ) as is_kept_open,
        windows.is_one_child,
        windows.has_breakdowns,
        cases.breakdowns,
        cases.extra,
    from measure.cases_apart as cases
    inner join result.counted_windows as windows
        on cases.measure = windows.measure
        and cases.authority = windows.case_authority
        and cases.counted_on is not distinct from windows.counted_on
        and cases.period_id is not distinct from windows.period_id
    where windows.is_counted_apart
),

-- Which headings a case counts under: where its window has no breakdowns, all
-- alone.
headings as (
    select
        *,
        unnest(
            case when breakdown = 'all' then [true, false] else [true] end
        ) as has_breakdowns,
    from result.headings
),

categorised as (
    select
        counted.* exclude (breakdowns, extra),
        headings.heading_number,
        category_under(headings.breakdown, breakdowns, extra) as category,
        category_under(headings.breakdown_2, breakdowns, extra) as category_2,
    from counted
    inner join headings
        on counted.measure = headings.measure
        and counted.has_breakdowns = headings.has_breakdowns
        and (not counted.is_one_child or headings.is_counted_apart)
),

parts as (
    select
        window_number,
        figure,
        heading_number,
        category,
        category_2,
        part_of,
        bool_and(is_nought_or_one(numerator)) as is_of_events,
        bool_and(is_nought_or_one(denominator)) as is_of_answers,
        cell_part_of(
            case_id, child_id, provider_id, part_of, numerator, denominator,
            weight, is_mean, is_kept_open
        ) as part,
    from categorised
    where
        category is not null
        and category_2 is not null
    group by all
),

cells as (
    select
        * exclude (part_of, is_of_events, is_of_answers, part),
        bool_and(is_of_events) as is_of_events,
        bool_and(is_of_answers) as is_of_answers,
        cell_of_parts(part_of, part) as cell,
    from parts
    group by all
)

select
    headings.measure,
    windows.authority,
    headings.breakdown,
    headings.breakdown_2,
    cells.* exclude (heading_number),
from cells
inner join result.headings
    on cells.heading_number = headings.heading_number
inner join (
    select distinct
        window_number,
        authority,
    from result.counted_windows
) as windows
    on cells.window_number = windows.window_number
