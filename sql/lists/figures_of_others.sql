/*
title = "Beside the figures of others"
says = """
The years' figures as a whole, each with what it is held against: England, the
region, statistical neighbours, the best authority, and what is published of the
authority itself. Where the last differs from ours, the reason is worth knowing
before somebody asks.
"""
audience = "exempt"
scope = "authority"
needs = ["episodes"]
owner = "Head of performance"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
measure = { label = "Measure", unit = "text", says = "Id of the measure", is_printed = false }
title = { label = "Figure", unit = "text", says = "Title of the measure" }
figure = { label = "Which", unit = "text", says = "Which of its figures, where it has several" }
period_end = { label = "Year to", unit = "date", says = "Last day of the year" }
ours = { label = "Ours", unit = "text", says = "As it is printed" }
held_against = { label = "Held against", unit = "text", says = "Whose figure the other is" }
theirs = { label = "Theirs", unit = "text", says = "As it is printed" }
their_year = { label = "Their year", unit = "text", says = "Which year theirs describes" }
in_funnel = { label = "By chance", unit = "text", says = "Whether ours lies within the limits in which chance alone would leave it: outside of 95% above or below, outside of 99.8% far above or far below" }
is_newest = { label = "Newest", unit = "text", says = "Whether it is the newest whole year of the figure" }
published_in = { label = "Published in", unit = "text", says = "Extract that it was read from", is_printed = false }
*/
select
    benchmarks.authority,
    benchmarks.measure,
    benchmarks.title,
    benchmarks.figure,
    benchmarks.period_end,
    benchmarks.display as ours,
    case benchmarks.basis
        when 'england' then 'England'
        when 'region' then coalesce(benchmarks.area_name, 'Region')
        when 'neighbours' then 'Statistical neighbours'
        when 'best' then
            case
                when starts_with(benchmarks.area_name, 'Best')
                then benchmarks.area_name
                else 'Best: ' || benchmarks.area_name
            end
        else 'Published of us'
    end as held_against,
    benchmarks.benchmark_display as theirs,
    benchmarks.benchmark_period as their_year,
    benchmarks.funnel_place as in_funnel,
    coalesce(
        benchmarks.period_end = max(benchmarks.period_end)
            filter (not periods.is_partial) over (
                partition by
                    benchmarks.authority, benchmarks.measure, benchmarks.figure
            ),
        false
    ) as is_newest,
    benchmarks.source as published_in,
from result.benchmarks
left join model.periods
    on benchmarks.period_kind = periods.period_kind
    and benchmarks.period_end = periods.period_end
where
    benchmarks.period_kind = 'year'
    and benchmarks.breakdown = 'all'
order by
    benchmarks.authority,
    benchmarks.title,
    benchmarks.measure,
    benchmarks.figure,
    benchmarks.period_end desc,
    benchmarks.basis
