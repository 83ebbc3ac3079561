/*
title = "What others' figures are"
says = """
For each figure that is published of others: England, the region, statistical
neighbours and the best authority, with the years that they describe. Of several
authorities in one run, those that are held against all of them together. None
of it is the council's own.
"""
audience = "public"
scope = "council"
needs = ["episodes"]
owner = "Head of performance"
reviewed = 2026-11-22

[columns]
measure = { label = "Measure", unit = "text", says = "Id of the measure" }
figure = { label = "Which", unit = "text", says = "Which of its figures, where it has several" }
england = { label = "England", unit = "text", says = "As it is printed, x where none is in hand" }
region = { label = "Region", unit = "text", says = "As it is printed, x where none is in hand" }
neighbours = { label = "Neighbours", unit = "text", says = "As it is printed, x where none is in hand" }
best = { label = "Best", unit = "text", says = "As it is printed, with whose it is; x where none is in hand" }
described = { label = "Their year", unit = "text", says = "The years that they describe" }
*/
with

newest as (
    select *
    from result.benchmarks
    where
        period_end = getvariable('as_at')
        and breakdown = 'all'
        and basis <> 'published'
    qualify row_number() over (
        partition by measure, figure, basis
        order by
            authority = 'all' desc,
            authority,
            period_kind = 'month' desc,
            period_kind
    ) = 1
)

select
    measure,
    figure,
    coalesce(
        any_value(benchmark_display) filter (basis = 'england'), 'x'
    ) as england,
    coalesce(
        any_value(benchmark_display) filter (basis = 'region'), 'x'
    ) as region,
    coalesce(
        any_value(benchmark_display) filter (basis = 'neighbours'), 'x'
    ) as neighbours,
    coalesce(
        any_value(
            benchmark_display || coalesce(
                ' (' || nullif(area_name, 'Best authority') || ')', ''
            )
        ) filter (basis = 'best'),
        'x'
    ) as best,
    string_agg(distinct benchmark_period, ', ' order by benchmark_period)
        as described,
from newest
group by measure, figure
order by measure, figure
