/*
title = "Other parts"
says = """
The cases of all other measures as a whole and by all that they are counted by;
and those of children by who supplies, by own category and by cross: counted by
stretch, day or period, and where it is about money by provider.
"""
*/
with

kept_open as (
    select (counted_on, child_id) as day_and_child
    from model.caseload
    where is_kept_open
),

wholes as (
    select
        cases.*,
        moments.*,
        (cases.counted_on, cases.child_id) in (
            select day_and_child from kept_open
        ) as is_kept_open,
    from measure.cases_of_others as cases
    left join result.stretches
        on cases.happened_on = stretches.counted_on
    inner join result.moments
        on cases.measure = moments.measure
        and cases.authority = moments.authority
        and coalesce(stretches.begins_on, cases.counted_on)
        is not distinct from moments.counted_on
        and cases.period_id is not distinct from moments.period_id
),

broken_down as (
    select
        cases.*,
        moments.*,
        headings.heading_number,
        category_under(headings.breakdown, breakdowns, extra) as category,
        category_under(headings.breakdown_2, breakdowns, extra) as category_2,
        (cases.counted_on, cases.child_id) in (
            select day_and_child from kept_open
        ) as is_kept_open,
    from measure.others_broken_down as cases
    left join result.stretches
        on cases.happened_on = stretches.counted_on
    inner join result.moments
        on cases.measure = moments.measure
        and cases.authority = moments.authority
        and coalesce(stretches.begins_on, cases.counted_on)
        is not distinct from moments.counted_on
        and cases.period_id is not distinct from moments.period_id
        and moments.has_breakdowns
    inner join result.headings
        on cases.measure = headings.measure
        and headings.breakdown <> 'all'
        and (not moments.is_one_child or headings.is_counted_apart)
)

select
    moment_number,
    figure,
    any_value(whole_number) as heading_number,
    'all' as category,
    '' as category_2,
    case when is_money then provider_id end as part_of,
    bool_and(is_nought_or_one(numerator)) as is_of_events,
    bool_and(is_nought_or_one(denominator)) as is_of_answers,
    cell_part_of(
        case_id, child_id, provider_id, numerator, denominator, is_money,
        is_mean, keeps_not_known, is_kept_open
    ) as part,
from wholes
group by moment_number, figure, part_of

union all by name

select
    moment_number,
    figure,
    heading_number,
    category,
    category_2,
    case when is_money then provider_id end as part_of,
    bool_and(is_nought_or_one(numerator)) as is_of_events,
    bool_and(is_nought_or_one(denominator)) as is_of_answers,
    cell_part_of(
        case_id, child_id, provider_id, numerator, denominator, is_money,
        is_mean, keeps_not_known, is_kept_open
    ) as part,
from broken_down
where
    category is not null
    and category_2 is not null
group by
    moment_number, figure, heading_number, category, category_2, part_of
