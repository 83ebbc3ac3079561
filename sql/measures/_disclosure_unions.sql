/*
title = "Figures that are some categories of another table"
says = """
Where the cases that one figure counts are those of two categories or more of
another measure's table on the same days, a reader who knows the definitions can
add them up: referrals made redundant are those whose child remained at home or
went to family, and those withdrawn. They are found by their cases, as a sum of
64-bit hashes, not by their names. Of a table, up to twelve categories are
looked at that are not nought.
"""
*/
with

parts as (
    select
        series.measure,
        series.figure,
        series.authority,
        series.breakdown,
        series.breakdown_2,
        parts.period_number,
        parts.amount,
        parts.same,
        quantities.quantity_number,
    from result.disclosure_parts as parts
    inner join result.disclosure_quantities as quantities
        on parts.series_number = quantities.series_number
        and parts.period_number = quantities.period_number
        and parts.part = quantities.part
    inner join result.series
        on parts.series_number = series.series_number
    where
        parts.part = 'counted'
        and parts.amount > 0
        and parts.same is not null
),

tables as (
    select
        measure,
        period_number,
        list(
            struct_pack(
                amount := amount,
                same := same,
                quantity_number := quantity_number
            )
            order by quantity_number
        ) as categories,
    from parts
    where breakdown <> 'all' and breakdown_2 = ''
    group by measure, figure, authority, breakdown, period_number
    having count(*) between 3 and 12
),

chosen as (
    select
        measure,
        period_number,
        list_filter(
            categories, lambda it, place: (choice >> (place - 1)) & 1 = 1
        ) as categories,
    from tables
    cross join unnest(range(1, 1 << len(tables.categories))) as _ (choice)
),

unions as (
    select
        measure,
        period_number,
        list_transform(categories, lambda it: it.quantity_number)
            as part_numbers,
        list_sum(list_transform(categories, lambda it: it.amount))::bigint
            as amount,
        list_sum(list_transform(categories, lambda it: it.same)) as same,
    from chosen
    where len(categories) > 1
)

select distinct
    wholes.quantity_number as whole_number,
    unions.part_numbers,
    0 as wanting,
from unions
inner join parts as wholes
    on unions.period_number = wholes.period_number
    and unions.amount = wholes.amount
    and unions.same = wholes.same
where
    wholes.measure <> unions.measure
    and wholes.breakdown = 'all'
