/*
title = "Figures made elsewhere"
says = """
One row per supplied figure whose period has ended by the as-at date. The period
is read as a financial year (2025-26), a quarter of one (2025-26 Q1, the first
being April to June), a month (2026-03, March 2026), or a day (31/03/2026,
2026-03-31), which stands for each month, quarter and year that ends on it;
where the period cannot be read, period_end is empty. figure is the indicator,
and where the row is for a part of it, the part behind a colon. It is a share
where it has a denominator, a count with a numerator only, else a value.
"""
*/
with

written as (
    select
        *,
        upper(
            regexp_replace(
                replace(
                    replace(replace(period, '/', '-'), chr(8211), '-'),
                    ' 00:00:00',
                    ''
                ),
                '\s+',
                ' ',
                'g'
            )
        ) as spelled,
        regexp_extract(
            spelled, '\b(20\d\d)-(?:20)?(\d\d)(?:[^-\d]|$)', ['year', 'next']
        ) as parts,
        regexp_extract(spelled, '\bQ(?:UARTER)? ?([1-4])\b', 1) as quarter_text,
    from staging.indicators
),

placed as (
    select
        *,
        try_cast(parts.year as integer) as year,
        try_cast(parts.next as integer) as next_part,
        try_cast(quarter_text as integer) as quarter,
        coalesce(next_part = (year + 1) % 100, false) as is_financial_year,
        coalesce(
            try_strptime(spelled, '%Y-%m-%d'),
            try_strptime(spelled, '%d-%m-%Y')
        ) as whole_day,
        try_strptime('1 ' || spelled, ['%d %B %Y', '%d %b %Y']) as named_month,
    from written
),

timed as (
    select
        *,
        case
            when whole_day >= date '1990-01-01'
                then cast(whole_day as date)
            when is_financial_year and quarter is not null then
                last_day(make_date(year, 4, 1) + to_months(3 * quarter - 1))
            when is_financial_year then make_date(year + 1, 3, 31)
            when named_month is not null
                then last_day(cast(named_month as date))
            when quarter is null and next_part between 1 and 12
                then last_day(make_date(year, next_part, 1))
        end as period_end,
        case
            when whole_day is not null then ['month', 'quarter', 'year']
            when is_financial_year and quarter is not null then ['quarter']
            when is_financial_year then ['year']
            else ['month']
        end as period_kinds,
    from placed
)

select
    authority,
    indicator,
    category,
    indicator || coalesce(': ' || category, '') as figure,
    period,
    period_end,
    period_kinds,
    numerator,
    denominator,
    value,
    source,
    case
        when denominator is not null and numerator is not null then 'share'
        when denominator is null and numerator is not null then 'count'
        when value is not null then 'value'
    end as kind,
    file_id,
    row_number,
from timed
where coalesce(period_end <= getvariable('as_at'), true)
order by authority, indicator, category, period_end
