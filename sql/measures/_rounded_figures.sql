/*
title = "Rounded figures"
says = """
The figures that public copies may hold, where the council rounds public counts:
each count by itself, so that totals may not add up; percentages and rates of
counts, and intervals, worked out again from their rounded parts. A mean is
printed as ever and tells no more digits than it prints, nor its sum, which
would tell how many it is shared among. What cannot be worked out of what is
rounded is hidden. Money is no count. Empty where nothing is rounded.
"""
*/
with

-- Each step has its names from the one before: written into each other, these
-- take longer to plan than to run.
divided as (
    select
        *,
        case
            when value is null or cannot_be_rounded then null
            when statistic = 'mean'
                then round_again(value, numerator, denominator, digits)
            when has_counts then divide_exact(dividend, divisor, 6)
            else value
        end as worked_out,
    from result.rounded_parts
),

divided_again as (
    select
        *,
        round_again(worked_out, dividend, divisor, digits) as for_print,
    from divided
),

printed as (
    select
        *,
        case
            when statistic = 'mean' or not has_counts then display
            else print_rounded(for_print, unit, digits)
        end as printed,
    from divided_again
),

marked as (
    select
        *,
        case
            when cannot_be_rounded then 'c'
            when value is null then symbol
            when value <> 0 and printed = print_amount(0, unit) then 'low'
            else ''
        end as public_symbol,
    from printed
)

select
    series_number,
    period_number,
    counted as numerator,
    out_of as denominator,
    case
        when statistic = 'ratio' and not has_counts then not_known
        else round_count(not_known)
    end as not_known,
    rounded_cases::bigint as cases,
    round_count(children)::bigint as children,
    round_count(providers)::bigint as providers,
    worked_out as value,
    case
        when worked_out is null then null
        when statistic = 'mean' then round_exact(lower, digits)
        else lower_limit(interval_kind, unit, counted, divisor)
    end::decimal(18, 6) as lower,
    case
        when worked_out is null then null
        when statistic = 'mean' then round_exact(upper, digits)
        else upper_limit(interval_kind, unit, counted, divisor)
    end::decimal(18, 6) as upper,
    case when are_ten(rounded_cases) then lowest end as lowest,
    case when are_ten(rounded_cases) then median end as median,
    case when are_ten(rounded_cases) then highest end as highest,
    round_count(kept_open)::bigint as kept_open,
    known_cases,
    squared_error,
    public_symbol as symbol,
    coalesce(nullif(public_symbol, ''), printed) as display,
from marked
