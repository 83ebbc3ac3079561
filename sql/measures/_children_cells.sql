/*
title = "Cells of children"
says = """
Where each case is one child: the cases counted as a whole, and by each standard
breakdown but those by who supplies, in the windows that have breakdowns. They
are counted by day or period first, and then put together by window. A breakdown
that does not apply to a case (null) has no row.
"""
*/
with

kept_open as (
    select (counted_on, child_id) as day_and_child
    from model.caseload
    where is_kept_open
),

broken_down as (
    select
        moments.moment_number,
        cases.* exclude (breakdowns),
        unnest(cases.breakdowns),
        (cases.counted_on, cases.child_id) in (
            select day_and_child from kept_open
        ) as is_kept_open,
    from measure.children_broken_down as cases
    inner join result.moments
        on cases.measure = moments.measure
        and cases.authority = moments.authority
        and cases.counted_on is not distinct from moments.counted_on
        and cases.period_id is not distinct from moments.period_id
    where moments.has_breakdowns
),

parts as (
    select
        moments.moment_number,
        cases.figure,
        'all' as breakdown,
        'all' as category,
        bool_and(is_nought_or_one(numerator)) as is_of_events,
        bool_and(is_nought_or_one(denominator)) as is_of_answers,
        part_of_children(
            child_id,
            provider_id,
            numerator,
            denominator,
            (cases.counted_on, child_id) in (
                select day_and_child from kept_open
            )
        ) as part,
    from measure.cases_of_children as cases
    inner join result.moments
        on cases.measure = moments.measure
        and cases.authority = moments.authority
        and cases.counted_on is not distinct from moments.counted_on
        and cases.period_id is not distinct from moments.period_id
    group by moments.moment_number, cases.figure

    union all by name

    select
        moment_number,
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
        part_of_children(
            child_id, provider_id, numerator, denominator, is_kept_open
        ) as part,
    from broken_down
    group by moment_number, figure, grouping sets (
        (service), (service_group), (sector), (age_band), (sex),
        (ethnic_group), (need), (legal_status), (asylum_seeking), (locality)
    )
)

select
    windows.measure,
    windows.authority,
    windows.window_number,
    parts.figure,
    parts.breakdown,
    parts.category,
    '' as breakdown_2,
    '' as category_2,
    bool_and(parts.is_of_events) as is_of_events,
    bool_and(parts.is_of_answers) as is_of_answers,
    cell_of_children(
        parts.part, bool_and(definitions.not_known = 'in denominator')
    ) as cell,
from parts
inner join result.counted_windows as windows
    on parts.moment_number = windows.moment_number
    and (parts.breakdown = 'all' or windows.has_breakdowns)
inner join result.headings
    on windows.measure = headings.measure
    and parts.breakdown = headings.breakdown
    and not headings.is_counted_apart
inner join measure.definitions
    on windows.measure = definitions.measure
where parts.category is not null
group by all
