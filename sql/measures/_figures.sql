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
        period_cells.* exclude (cell),
        definitions.unit,
        definitions.statistic,
        definitions.counts,
        definitions.case_kind,
        unit_factor(definitions.unit) as factor,
        unit_digits(definitions.unit) as digits,
        case
            when period_cells.is_covered then
                coalesce(period_cells.cell.numerator, 0)
        end as numerator,
        case
            when period_cells.is_covered and definitions.statistic <> 'sum' then
                coalesce(period_cells.cell.denominator, 0)
        end as denominator,
        case
            when period_cells.is_covered then
                coalesce(period_cells.cell.not_known, 0)
        end as not_known,
        period_cells.cell,
    from result.period_cells
    inner join measure.definitions
        on period_cells.measure = definitions.measure
),

divided as (
    select
        *,
        case
            when
                not is_covered
                or (cell.cases > 0 and cell.known_cases = 0 and not_known > 0)
                then 'x'
            when statistic = 'sum' then ''
            when coalesce(denominator, 0) = 0 then 'z'
            else ''
        end as missing_symbol,
        case
            when missing_symbol = '' then
                case
                    when statistic = 'sum' then round_exact(numerator, 6)
                    else divide_exact(numerator * factor, denominator, 6)
                end
        end as value,
        case
            when missing_symbol = '' then
                case
                    when statistic = 'sum' then round_exact(numerator, digits)
                    else divide_exact(numerator * factor, denominator, digits)
                end
        end as printed_value,
    from summed
)

select
    * exclude (
        cell, is_covered, factor, digits, missing_symbol, printed_value
    ),
    case
        when value <> 0 and printed_value = 0 then 'low'
        else missing_symbol
    end as symbol,
    coalesce(
        nullif(symbol, ''), print_rounded(printed_value, unit, digits)
    ) as display,
    case
        when missing_symbol = '' then
            stored_statistic(
                interval_of(
                    'lower', statistic, unit, cell, numerator, denominator
                ) * factor
            )
    end as lower,
    case
        when missing_symbol = '' then
            stored_statistic(
                interval_of(
                    'upper', statistic, unit, cell, numerator, denominator
                ) * factor
            )
    end as upper,
    case
        when statistic = 'mean' then
            squared_error(
                cell.known_cases, cell.numerator, cell.total_of_squares
            )
    end as squared_error,
    cell.known_cases,
    coalesce(cell.cases, 0) as cases,
    coalesce(cell.children, 0) as children,
    coalesce(cell.children_counted, 0) as children_counted,
    coalesce(cell.children_not_counted, 0) as children_not_counted,
    coalesce(cell.children_not_known, 0) as children_not_known,
    coalesce(cell.providers, 0) as providers,
    cell.lowest,
    cell.median,
    cell.highest,
    case
        when is_covered and counts = 'at end' and case_kind = 'child' then
            coalesce(cell.kept_open, 0)
    end as kept_open,
from divided
