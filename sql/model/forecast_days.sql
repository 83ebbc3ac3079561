/*
title = "Days of forecasts"
says = """
Each authority and day on which what lies ahead in its financial year is looked
at: the last day of every period. The ledger is followed up to spent_to, the end
of the last accounting month that was over on the day, or of the last one that
the ledger holds without a gap since the year began; what comes after it is
forecast. is_ledger_whole: the ledger holds every month from the first of the
year to the last that is over, as far as it goes.
"""
*/
with

authorities as (
    select distinct authority from code.council_authorities
),

days as (
    select
        counted_on as known_on,
        financial_year_start(counted_on) as year_start,
        last_day(cast(year_start + to_months(11) as date)) as year_end,
        case
            when counted_on = last_day(counted_on) then counted_on
            else cast(date_trunc('month', counted_on) as date) - 1
        end as months_over_to,
    from model.counting_days
)

select
    authorities.authority,
    days.known_on,
    days.year_start,
    days.year_end,
    greatest(
        days.year_start - 1,
        least(days.months_over_to, coverage.covers_to)
    ) as spent_to,
    days.months_over_to < days.year_start
    or coverage.covers_to is not null as is_ledger_whole,
from days
cross join authorities
left join model.coverage
    on coverage.extract = 'ledger'
    and coalesce(coverage.authority, authorities.authority)
    = authorities.authority
    and days.year_start between coverage.covers_from and coverage.covers_to
