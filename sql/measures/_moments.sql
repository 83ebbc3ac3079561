/*
title = "Moments"
says = """
The days, stretches and periods at which the cases of each measure and authority
count, with what says how they are counted there.
"""
*/
with

moments as (
    select
        moment_number,
        measure,
        case_authority as authority,
        counted_on,
        period_id,
        bool_or(has_breakdowns) as has_breakdowns,
    from result.counted_windows
    group by moment_number, measure, case_authority, counted_on, period_id
)

select
    moments.*,
    headings.heading_number as whole_number,
    definitions.is_one_child,
    definitions.statistic = 'mean' as is_mean,
    definitions.not_known = 'in denominator' as keeps_not_known,
    starts_with(definitions.unit, 'pounds')
    or definitions.case_kind in ('ledger line', 'invoice line', 'contract')
        as is_money,
from moments
inner join measure.definitions
    on moments.measure = definitions.measure
inner join result.headings
    on moments.measure = headings.measure
    and headings.breakdown = 'all'
