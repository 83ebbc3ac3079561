/*
title = "Figures"
says = """
Each cell's figure. Without cover it is not available (x). A sum without a case
is nought; a ratio or mean over nothing does not apply (z); where nothing but
what is not known is there, it is not available (x). Divided exactly; the value
as printed is divided again, never rounded from the six places kept.
"""
*/
with

summed as (
    select
        period_cells.*,
        definitions.unit,
        definitions.statistic,
        definitions.counts,
        definitions.case_kind,
        unit_digits(definitions.unit) as digits,
        case when is_covered then coalesce(cell.numerator, 0) end as numerator,
        case
            when is_covered and definitions.statistic <> 'sum' then
                coalesce(cell.denominator, 0)
        end as denominator,
        case when is_covered then coalesce(cell.not_known, 0) end as not_known,
        unit_factor(definitions.unit) * numerator as dividend,
        case when definitions.statistic = 'sum' then 1 else denominator end
            as divisor,
        case
            when not is_covered then 'x'
            when cell.known_cases = 0 and cell.cases > 0 then 'x'
            when divisor = 0 then 'z'
            else ''
        end as missing_symbol,
        interval_kind(
            definitions.statistic,
            definitions.unit,
            series.is_of_events,
            series.is_of_yes_or_no,
            numerator,
            denominator
        ) as interval_kind,
        case
            when definitions.statistic = 'mean' then
                squared_error(
                    cell.known_cases, cell.numerator, cell.total_of_squares
                )
        end as squared_error,
    from result.period_cells
    inner join result.series
        on period_cells.series_number = series.series_number
    inner join measure.definitions
        on series.measure = definitions.measure
),

divided as (
    select
        *,
        case
            when missing_symbol <> '' then null
            when statistic = 'sum' then numerator::decimal(18, 6)
            else divide_exact(dividend, divisor, 6)
        end as value,
        round_again(value, dividend, divisor, digits) as printed_value,
        mean_margin(cell.known_cases, squared_error) as margin,
    from summed
)

select
    * exclude (
        unit, statistic, counts, case_kind, cell, is_covered, digits, dividend,
        divisor, missing_symbol, printed_value, interval_kind, margin
    ),
    case
        when missing_symbol <> '' then missing_symbol
        when value is null then 'x'
        when value <> 0 and printed_value = 0 then 'low'
        else ''
    end as symbol,
    coalesce(
        nullif(symbol, ''), print_rounded(printed_value, unit, digits)
    ) as display,
    case
        when value is null then null
        when interval_kind = 't' then stored_statistic(value - margin)
        else stored_statistic(
            lower_limit(interval_kind, unit, numerator, divisor)
        )
    end as lower,
    case
        when value is null then null
        when interval_kind = 't' then stored_statistic(value + margin)
        else stored_statistic(
            upper_limit(interval_kind, unit, numerator, divisor)
        )
    end as upper,
    cell.known_cases,
    coalesce(cell.cases, 0) as cases,
    coalesce(cell.children, 0) as children,
    coalesce(cell.children_counted, 0) as children_counted,
    coalesce(cell.children_not_counted, 0) as children_not_counted,
    coalesce(cell.children_not_known, 0) as children_not_known,
    coalesce(cell.providers, 0) as providers,
    case statistic
        when 'ratio' then cell.largest_denominator
        else cell.largest_numerator
    end as largest_provider,
    cell.lowest,
    cell.median,
    cell.highest,
    case
        when is_covered and counts = 'at end' and case_kind = 'child' then
            coalesce(cell.kept_open, 0)
    end as kept_open,
from divided
