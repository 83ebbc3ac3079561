/*
title = "Published periods and their stretches"
says = """
The stretches that each published quantity of what happens is the sum of, with
how many there are in each: numbers of stretches, which are quantities that
nobody prints.
"""
*/
select
    quantities.quantity_number as whole_number,
    list(stretches.stretch_number order by stretches.stretch_number)
        as stretch_numbers,
    list(stretches.amount order by stretches.stretch_number) as amounts,
from result.disclosure_quantities as quantities
inner join result.disclosure_figures as figures
    on quantities.series_number = figures.series_number
    and quantities.period_number = figures.period_number
inner join result.disclosure_stretches as stretches
    on figures.series_number = stretches.series_number
    and stretches.begins_on >= figures.starts_on
    and stretches.ends_before <= figures.ends_on + 1
where
    figures.counts = 'during'
    and quantities.part = 'counted'
group by
    quantities.quantity_number, quantities.series_number,
    quantities.period_number
having any_value(quantities.amount) = sum(stretches.amount)
