/*
title = "Benchmarks in a row"
says = """
The benchmarks of each figure in one row, as results hold them, with the years
that they describe.
"""
*/
select
    series_number,
    period_number,
    any_value(benchmark) filter (basis = 'england') as england,
    any_value(benchmark) filter (basis = 'region') as region,
    any_value(benchmark) filter (basis = 'neighbours') as neighbours,
    any_value(benchmark) filter (basis = 'best') as best,
    string_agg(distinct benchmark_period, ', ' order by benchmark_period)
        as benchmark_period,
from result.benchmarks
where basis <> 'published'
group by series_number, period_number
