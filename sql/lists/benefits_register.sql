/*
title = "Benefits register"
says = """
Every benefit that was promised: who answers for it, how it was before, how and
from when it is measured and what that takes; its value now, where the measure
is one of ours, a year before, the target, and whether it is realised. The newest
period with a figure by the as-at date counts, an open year as far as it is.
"""
audience = "exempt"
scope = "council"
needs = ["benefits"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
benefit_id = { label = "Reference", unit = "text", says = "Reference of the benefit", is_printed = false }
accountable = { label = "Accountable", unit = "text", says = "Who answers for it" }
benefit = { label = "Expected benefit", unit = "text", says = "The benefit" }
baseline = { label = "Baseline", unit = "text", says = "Value before, and its day" }
how_measured = { label = "How measured", unit = "text", says = "The measure: its title where it is one of ours" }
measured_from = { label = "Measured from", unit = "date", says = "The day from which it can be measured" }
frequency = { label = "How often", unit = "text", says = "How often it is measured, and what it is compared with" }
resources = { label = "Resources", unit = "text", says = "What it takes to measure it" }
current_value = { label = "Now", unit = "text", says = "Value of the newest period, as it is printed" }
current_period_end = { label = "Period to", unit = "date", says = "Last day of that period" }
year_before = { label = "A year before", unit = "text", says = "Value of the same period of the year before" }
target = { label = "Target", unit = "text", says = "Value that is promised" }
state = { label = "Realised", unit = "text", says = "Realised: the target is met; Better or Worse than before: the baseline lies outside of the 95% interval, where there is one; No clear change; Not realised: without a baseline; Not known" }
*/
with

candidates as (
    select
        benefits.*,
        figures.title,
        figures.value,
        coalesce(figures.lower, figures.value) as lower,
        coalesce(figures.upper, figures.value) as upper,
        figures.display,
        figures.period_end,
        figures.last_year,
        figures.unit,
        figures.polarity = 'lower is better'
        or (
            figures.polarity = 'neutral'
            and benefits.target < benefits.baseline_value
        ) as is_lower_better,
        count(distinct figures.figure) over (
            partition by benefits.authority, benefits.benefit_id
        ) as figures_named,
        coalesce(
            benefits.baseline_value,
            max(figures.value) filter (
                where figures.period_end = benefits.baseline_at
            ) over (partition by benefits.authority, benefits.benefit_id)
        ) as baseline,
    from model.benefits
    left join result.results as figures
        on benefits.authority = figures.authority
        and figures.breakdown_2 = ''
        and benefits.measure = figures.measure
        and figures.figure = coalesce(benefits.figure, figures.figure)
        and figures.breakdown = coalesce(
            benefits.breakdown, figures.breakdown
        )
        and figures.category = benefits.category
        and figures.period_kind = benefits.period_kind
        and figures.value is not null
    qualify
        row_number() over (
            partition by benefits.authority, benefits.benefit_id
            order by figures.period_end desc, figures.breakdown
        ) = 1
),

judged as (
    select
        * replace (
            case when figures_named = 1 then value end as value,
            case when figures_named = 1 then display end as display
        ),
        case when is_lower_better then -1 else 1 end as sign,
        coalesce(
            print_amount(baseline, unit), baseline::double::varchar
        ) as was,
        coalesce(
            print_amount(target, unit), target::double::varchar
        ) as promised,
    from candidates
)

select
    authority,
    benefit_id,
    accountable,
    benefit,
    concat_ws(', ', was, strftime(baseline_at, '%-d %b %Y')) as baseline,
    coalesce(title, how_measured) as how_measured,
    measured_from,
    concat_ws(', against ', frequency_label, lower(compare_with)) as frequency,
    resources,
    display as current_value,
    case when value is not null then period_end end as current_period_end,
    case when value is not null then print_amount(last_year, unit) end
        as year_before,
    promised as target,
    case
        when value is null or (target is null and baseline is null)
            then 'Not known'
        when sign * value >= sign * target then 'Realised'
        when baseline is null then 'Not realised'
        when least(sign * lower, sign * upper) > sign * baseline
            then 'Better than before'
        when greatest(sign * lower, sign * upper) < sign * baseline
            then 'Worse than before'
        else 'No clear change'
    end as state,
from judged
order by authority, benefit_id
