/*
title = "Periods of each measure"
says = """
Every measure, authority and period, with the window of days that is counted
for it and whether the extracts that the measure needs describe all the days
that it looks at. A window without cover is not available: never nought, never
a part. Where there are several authorities, `all` is covered if each is.
"""
*/
with

authorities as (
    select distinct authority from code.council_authorities
),

periods as (
    select
        *,
        max(last_year_period_id) filter (where is_current)
            over (partition by period_kind) as before_current_id,
    from model.periods
),

looked_at as (
    select
        definitions.measure,
        definitions.counts,
        definitions.needs,
        periods.period_id,
        periods.period_kind,
        periods.period_start,
        periods.period_end,
        periods.has_breakdowns
        and (
            (select count(*) from authorities) = 1
            or periods.period_kind = 'year'
            or periods.is_current
            or periods.period_id is not distinct from periods.before_current_id
        ) as has_breakdowns,
        definitions.counts = 'at end' as is_stock,
        looks_from(
            case
                when is_stock then periods.period_end
                else periods.period_start
            end,
            definitions.looks_back,
            is_stock
        ) as looked_at_from,
    from measure.definitions
    cross join periods
    where
        definitions.counts <> 'at end'
        or periods.period_kind <> 'rolling_year'
),

needed as (
    select distinct
        measure,
        looked_at_from,
        period_end,
        unnest(needs) as extract,
    from looked_at
),

uncovered as (
    select distinct
        needed.measure,
        needed.looked_at_from,
        needed.period_end,
        authorities.authority,
    from needed
    cross join authorities
    left join model.coverage
        on needed.extract = coverage.extract
        and authorities.authority
        = coalesce(coverage.authority, authorities.authority)
        and needed.looked_at_from >= coverage.covers_from
        and needed.period_end <= coverage.covers_to
    where coverage.extract is null
),

judged as (
    select
        looked_at.*,
        authorities.authority,
        uncovered.measure is null as is_covered,
    from looked_at
    cross join authorities
    left join uncovered
        on looked_at.measure = uncovered.measure
        and looked_at.looked_at_from = uncovered.looked_at_from
        and looked_at.period_end = uncovered.period_end
        and authorities.authority = uncovered.authority
)

select
    measure,
    coalesce(authority, 'all') as authority,
    period_id,
    any_value(counts) as counts,
    any_value(period_kind) as period_kind,
    any_value(period_start) as period_start,
    any_value(period_end) as period_end,
    any_value(has_breakdowns) as has_breakdowns,
    bool_and(is_covered) as is_covered,
    case any_value(counts)
        when 'at end' then 'on ' || any_value(period_end)
        when 'during' then
            any_value(period_start) || ' to ' || any_value(period_end)
        else period_id
    end as counting_window,
from judged
group by grouping sets (
    (measure, authority, period_id),
    (measure, period_id)
)
having
    authority is not null
    or count(*) > 1
