/*
title = "Sums of published quantities"
says = """
What adds up to what, as a reader knows it: within a share; the categories of a
table to what they are parts of; periods that lie within one another, of what
is counted once in them; some categories of a table to what another measure
counts. What is wanting to a whole is a quantity of its own,
which nobody prints.
"""
*/
with

quantities as (
    select * from result.disclosure_quantities
),

together as (
    select
        whole.quantity_number as whole_number,
        list(parts.quantity_number order by parts.quantity_number)
            as part_numbers,
        any_value(whole.amount) - sum(parts.amount)::bigint as wanting,
    from quantities as parts
    inner join result.disclosure_wholes as wholes
        on parts.series_number = wholes.series_number
    inner join quantities as whole
        on wholes.whole_number = whole.series_number
        and parts.period_number = whole.period_number
        and parts.part = whole.part
    where parts.part in ('counted', 'in all', 'not known')
    group by
        whole.series_number, whole.period_number, whole.part,
        whole.quantity_number, wholes.by_what
),

counted_over as (
    select
        quantities.*,
        figures.period_kind,
        figures.period_start,
        figures.ends_on,
        figures.ends_on - figures.period_start + 1 as days,
    from quantities
    inner join result.disclosure_figures as figures
        on quantities.series_number = figures.series_number
        and quantities.period_number = figures.period_number
    where
        figures.counts = 'over'
        and quantities.part = 'counted'
),

periods_within as (
    select
        whole.quantity_number as whole_number,
        list(parts.quantity_number order by parts.quantity_number)
            as part_numbers,
    from counted_over as whole
    inner join counted_over as parts
        on whole.series_number = parts.series_number
        and whole.period_number <> parts.period_number
        and parts.period_start >= whole.period_start
        and parts.ends_on <= whole.ends_on
    where parts.period_kind in ('month', 'quarter')
    group by
        whole.series_number, whole.period_number, whole.quantity_number,
        whole.amount, whole.days, parts.period_kind
    having
        sum(parts.days) = whole.days
        and sum(parts.amount) = whole.amount
),

shares as (
    select
        max(quantity_number) filter (where part = 'in all') as in_all,
        max(quantity_number) filter (where part = 'counted') as counted,
        max(quantity_number) filter (where part = 'rest') as rest,
        max(quantity_number) filter (where part = 'not known') as not_known,
        max(quantity_number) filter (where part = 'not counted')
            as not_counted,
    from quantities
    group by series_number, period_number
)

select * from together
where wanting >= 0

union

select
    whole_number,
    part_numbers,
    0 as wanting,
from periods_within

union

select * from result.disclosure_unions

union

select
    in_all as whole_number,
    [counted, rest] as part_numbers,
    0 as wanting,
from shares
where in_all is not null

union

select
    rest as whole_number,
    [not_counted, not_known] as part_numbers,
    0 as wanting,
from shares
where not_known is not null
