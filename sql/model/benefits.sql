/*
title = "Benefits"
says = """
One row per benefit that a contract or project promises, with a baseline taken
by the as-at date, or with none yet. measure and figure are those of
ours that MEASURE names ("measure", or "measure: figure"); how_measured is what
stands there, in words. breakdown and category are those of CATEGORY: "contract:
Homes one" names both, a category alone any breakdown that has it, and none the
whole. period_kind is the period that goes with the frequency.
"""
*/
select
    benefits.authority,
    benefits.benefit_id,
    benefits.benefit,
    benefits.accountable,
    benefits.benefit_measure as how_measured,
    trim(split_part(benefits.benefit_measure, ':', 1)) as measure,
    nullif(trim(split_part(benefits.benefit_measure, ':', 2)), '') as figure,
    case
        when benefits.category is null then 'all'
        when contains(benefits.category, ':')
            then lower(trim(split_part(benefits.category, ':', 1)))
    end as breakdown,
    case
        when benefits.category is null then 'all'
        when breakdown is not null
            then trim(
                substr(benefits.category, strpos(benefits.category, ':') + 1)
            )
        else benefits.category
    end as category,
    benefits.baseline_value,
    benefits.baseline_at,
    benefits.target,
    benefits.compare_with,
    benefits.measured_from,
    benefits.frequency,
    coalesce(frequencies.label, 'Not known') as frequency_label,
    case benefits.frequency
        when 'weekly' then 'month'
        when 'monthly' then 'month'
        when 'quarterly' then 'quarter'
        else 'year'
    end as period_kind,
    benefits.resources,
    benefits.file_id,
    benefits.row_number,
from staging.benefits as benefits
left join code.benefit_frequency as frequencies
    on benefits.frequency = frequencies.code
where coalesce(benefits.baseline_at <= getvariable('as_at'), true)
order by benefits.authority, benefits.benefit_id
