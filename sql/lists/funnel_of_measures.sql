/*
title = "Beside others, with what chance allows"
says = """
The percentages of the newest whole year that public copies print, each beside
what the council holds itself against (England, unless it says otherwise), with
the limits within which an authority that does not differ from it would lie by
chance: 95 and 99.8 of 100, for as many children as are behind our own figure.
Of several authorities in one run, those of all of them together.
"""
audience = "public"
scope = "council"
needs = ["episodes"]
owner = "Head of performance"
reviewed = 2026-11-22

[columns]
label = { label = "Measure", unit = "text", says = "Title of the measure, and which of its figures" }
measure = { label = "Id", unit = "text", says = "Id of the measure", is_printed = false }
figure = { label = "Which", unit = "text", says = "Which of its figures, where it has several", is_printed = false }
year = { label = "Year to", unit = "date", says = "Last day of the year" }
ours = { label = "Ours", unit = "percent", says = "The figure" }
whose = { label = "Whose", unit = "text", says = "Whose figure the other is" }
held_against = { label = "Held against", unit = "text", says = "The same, with the year that it describes" }
theirs = { label = "Theirs", unit = "percent", says = "What the limits are drawn about" }
limits_95 = { label = "95% limits", unit = "code", says = "Within which 95 of 100 such authorities would lie by chance" }
limits_998 = { label = "99.8% limits", unit = "code", says = "Within which 998 of 1,000 such authorities would lie by chance" }
lower_95 = { label = "Lower 95%", unit = "percent", says = "Lower of the 95% limits" }
upper_95 = { label = "Upper 95%", unit = "percent", says = "Upper of the 95% limits" }
lower_998 = { label = "Lower 99.8%", unit = "percent", says = "Lower of the 99.8% limits" }
upper_998 = { label = "Upper 99.8%", unit = "percent", says = "Upper of the 99.8% limits" }
place = { label = "Ours lies", unit = "code", says = "Within the 95% limits, above or below them, or far above or below: outside of the 99.8% limits" }
*/
with

-- What a public copy shows, with how many it is out of: the limits would give
-- that away.
shown as (
    select
        measure,
        figure,
        authority,
        period_kind,
        period_end,
        breakdown,
        value,
    from result.public_results
    where
        period_kind = 'year'
        and not is_partial
        and breakdown = 'all'
        and value is not null
        and denominator is not null
),

newest as (
    select benchmarks.*
    from result.benchmarks
    inner join shown
        on benchmarks.measure = shown.measure
        and benchmarks.figure = shown.figure
        and benchmarks.authority = shown.authority
        and benchmarks.period_kind = shown.period_kind
        and benchmarks.period_end = shown.period_end
        and benchmarks.breakdown = shown.breakdown
        and benchmarks.value = shown.value
    where
        benchmarks.is_chosen
        and benchmarks.funnel_place is not null
    qualify row_number() over (
        partition by benchmarks.measure, benchmarks.figure
        order by
            benchmarks.period_end desc,
            benchmarks.authority = 'all' desc,
            benchmarks.authority
    ) = 1
)

select
    title || coalesce(': ' || nullif(replace(figure, '_', ' '), ''), '')
        as label,
    measure,
    figure,
    period_end as year,
    value as ours,
    case basis
        when 'england' then 'England'
        when 'neighbours' then 'Statistical neighbours'
        else coalesce(area_name, upper(basis[1]) || basis[2:])
    end as whose,
    whose || ', ' || benchmark_period as held_against,
    benchmark as theirs,
    print_amount(funnel_lower_95, unit) || ' to '
        || print_amount(funnel_upper_95, unit) as limits_95,
    print_amount(funnel_lower_998, unit) || ' to '
        || print_amount(funnel_upper_998, unit) as limits_998,
    funnel_lower_95 as lower_95,
    funnel_upper_95 as upper_95,
    funnel_lower_998 as lower_998,
    funnel_upper_998 as upper_998,
    funnel_place as place,
from newest
order by label
