/*
title = "Rounded parts"
says = """
The parts of the figures that public copies may hold, where the council rounds
public counts: each count to the nearest multiple by itself. Empty where nothing
is rounded.
"""
*/
with

published as (
    select
        figures.*,
        definitions.unit,
        definitions.statistic,
        unit_digits(definitions.unit) as digits,
        has_counts(definitions.unit, definitions.case_kind) as has_counts,
        series.is_of_events,
        series.is_of_yes_or_no,
    from result.figures
    inner join result.series
        on figures.series_number = series.series_number
    inner join measure.published
        on series.measure = published.measure
        and series.breakdown = published.breakdown
    inner join measure.definitions
        on series.measure = definitions.measure
    where
        is_rounding()
        and series.breakdown_2 = ''
),

parted as (
    select
        *,
        case
            when statistic = 'mean' then null
            when has_counts then round_count(numerator)
            else numerator
        end as counted,
        case
            when statistic = 'mean' or has_counts then round_count(denominator)
            else denominator
        end as out_of,
        coalesce(out_of, 1) as divisor,
        round_count(cases) as rounded_cases,
        interval_kind(
            statistic, unit, is_of_events, is_of_yes_or_no, counted, out_of
        ) as interval_kind,
        case
            when value is null then false
            when statistic = 'mean'
                then out_of = 0 or (digits > 0 and not are_ten(out_of))
            else has_counts and divisor = 0
        end as cannot_be_rounded,
    from published
)

select
    *,
    unit_factor(unit) * counted as dividend,
from parted
