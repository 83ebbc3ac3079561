/*
title = "Periods of each measure"
says = """
Every measure, authority and period, with the window of days that is counted
for it (the same days, the same window) and whether the extracts that the
measure needs describe all the days that it looks at. A window without cover is
not available: never nought, never a part. `all` is covered if each is.
"""
*/
with

authorities as (
    select distinct authority from code.council_authorities
),

periods as (
    select
        *,
        coalesce(
            max(last_year_number) filter (where is_current)
                over (partition by period_kind) = period_number,
            false
        ) as is_before_current,
    from result.numbered_periods
    where not is_mean
),

looked_at as (
    select
        definitions.measure,
        definitions.counts,
        definitions.needs,
        periods.* exclude (previous_number, last_year_number)
            replace (has_breakdowns and is_bound as has_breakdowns),
        definitions.counts = 'at end' as is_stock,
        case when is_stock then periods.period_end else periods.period_start end
            as counts_from,
        looks_from(counts_from, definitions.looks_back, is_stock)
            as looked_at_from,
    from measure.definitions
    cross join periods
    where
        definitions.counts <> 'at end'
        or periods.period_kind <> 'rolling_year'
),

needed as (
    select distinct
        measure,
        period_number,
        looked_at_from,
        period_end,
        unnest(needs) as extract,
    from looked_at
),

uncovered as (
    select distinct
        needed.measure,
        needed.period_number,
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

covered as (
    select
        looked_at.measure,
        looked_at.period_number,
        coalesce(authorities.authority, 'all') as authority,
        count(uncovered.measure) = 0 as is_covered,
    from looked_at
    cross join authorities
    left join uncovered
        on looked_at.measure = uncovered.measure
        and looked_at.period_number = uncovered.period_number
        and authorities.authority = uncovered.authority
    group by looked_at.measure, looked_at.period_number, grouping sets (
        (authorities.authority), ()
    )
    having authorities.authority is not null or count(*) > 1
)

select
    looked_at.measure,
    covered.authority,
    looked_at.counts,
    looked_at.period_number,
    looked_at.period_id,
    looked_at.period_kind,
    looked_at.period_start,
    looked_at.period_end,
    covered.is_covered,
    looked_at.has_breakdowns
    and (
        (select count(*) from authorities) = 1
        or looked_at.period_kind = 'year'
        or looked_at.is_current
        or looked_at.is_before_current
    ) as has_breakdowns,
    dense_rank() over (
        order by
            looked_at.measure,
            covered.authority,
            looked_at.counts_from,
            looked_at.period_end,
            case when looked_at.counts = 'over' then looked_at.period_id end
    ) as window_number,
from looked_at
inner join covered
    on looked_at.measure = covered.measure
    and looked_at.period_number = covered.period_number
