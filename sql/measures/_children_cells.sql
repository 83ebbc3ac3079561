/*
title = "Cells of children"
says = """
Where each case is one child: the cases counted as a whole, and by each standard
breakdown but those by who supplies, all in one pass, in the windows that have
breakdowns. A breakdown that does not apply to a case (null) has no row.
"""
*/
with

counted as materialized (
    select
        windows.window_number,
        cases.figure,
        cases.child_id,
        cases.provider_id,
        cases.numerator,
        counted_denominator(
            cases.numerator, cases.denominator, windows.keeps_not_known
        ) as denominator,
        coalesce(nullif(cases.denominator, 0), 1) as weight,
        windows.is_stock_of_children
        and (cases.counted_on, cases.child_id) in (
            select (counted_on, child_id) from model.caseload
            where is_kept_open
        ) as is_kept_open,
        windows.has_breakdowns,
        unnest(cases.breakdowns),
    from measure.cases_of_children as cases
    inner join result.counted_windows as windows
        on cases.measure = windows.measure
        and cases.authority = windows.case_authority
        and cases.counted_on is not distinct from windows.counted_on
        and cases.period_id is not distinct from windows.period_id
    where windows.is_one_child
),

standing as (
    select distinct
        windows.measure,
        windows.authority,
        windows.window_number,
        headings.breakdown,
    from result.counted_windows as windows
    inner join result.headings
        on windows.measure = headings.measure
    where
        windows.is_one_child
        and not headings.is_counted_apart
),

cells as (
    select
        window_number,
        figure,
        'all' as breakdown,
        'all' as category,
        bool_and(is_nought_or_one(numerator)) as is_of_events,
        bool_and(is_nought_or_one(denominator)) as is_of_answers,
        cell_of_children(
            child_id, provider_id, numerator, denominator, weight, is_kept_open
        ) as cell,
    from counted
    group by window_number, figure

    union all by name

    select
        window_number,
        figure,
        case
            when grouping(service) = 0 then 'service'
            when grouping(service_group) = 0 then 'service_group'
            when grouping(sector) = 0 then 'sector'
            when grouping(age_band) = 0 then 'age_band'
            when grouping(sex) = 0 then 'sex'
            when grouping(ethnic_group) = 0 then 'ethnic_group'
            when grouping(need) = 0 then 'need'
            when grouping(legal_status) = 0 then 'legal_status'
            when grouping(asylum_seeking) = 0 then 'asylum_seeking'
            when grouping(locality) = 0 then 'locality'
        end as breakdown,
        coalesce(
            service, service_group, sector, age_band, sex, ethnic_group, need,
            legal_status, asylum_seeking, locality
        ) as category,
        cell_of_children(
            child_id, provider_id, numerator, denominator, weight, is_kept_open
        ) as cell,
    from counted
    where has_breakdowns
    group by window_number, figure, grouping sets (
        (service), (service_group), (sector), (age_band), (sex),
        (ethnic_group), (need), (legal_status), (asylum_seeking), (locality)
    )
)

select
    standing.measure,
    standing.authority,
    cells.*,
    '' as breakdown_2,
    '' as category_2,
from cells
inner join standing
    on cells.window_number = standing.window_number
    and cells.breakdown = standing.breakdown
where cells.category is not null
