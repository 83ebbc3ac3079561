/*
title = "Cells"
says = """
The cases of all measures, counted: one row per measure, figure, authority,
window, breakdown and category that has a case. Everything here is a sum, a
count or a rank; nothing is divided.
"""
*/
with

placed_cases as (
    select * from result.placed_cases
)

select
    measure,
    figure,
    authority,
    window_number,
    breakdown,
    category,
    breakdown_2,
    category_2,
    sum(numerator) as numerator,
    sum(denominator) as denominator,
    coalesce(sum(weight) filter (where numerator is null), 0) as not_known,
    count(case_id) as cases,
    count(numerator) filter (where case_id is not null) as known_cases,
    count(distinct child_id) as children,
    count(distinct child_id) filter (where numerator <> 0)
        as children_counted,
    count(distinct child_id) filter (where numerator = 0)
        as children_not_counted,
    count(distinct provider_id) as providers,
    bool_and(numerator is null or numerator in (0, 1))
        as numerators_are_yes_no,
    bool_and(denominator is null or denominator in (0, 1))
        as denominators_are_yes_no,
    sum(numerator::decimal(38, 4) * numerator) filter (where is_mean)
        as total_of_squares,
    min(numerator) filter (where is_mean) as lowest,
    quantile_disc(numerator, 0.5) filter (where is_mean) as median,
    max(numerator) filter (where is_mean) as highest,
    count(distinct child_id) filter (where is_kept_open) as kept_open,
from placed_cases
group by all
