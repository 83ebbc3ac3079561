/*
title = "Disclosure risks"
says = """
Whether a figure would give something away if it were published as it is: about
fewer children than the threshold (who count, who do not, or both), about nought
or all of fewer than ten, or a provider's price (an average amount in pounds is
one; so is external spending by provider or by how it was bought) of fewer than
three providers or of one above three quarters, the council's own excepted. A
case about people that names no child (a search, a household) stands for one.
"""
*/
with

figures as (
    select
        reported_figures.*,
        series.breakdown,
        series.category,
        series.breakdown_2,
        series.category_2,
        definitions.unit,
        definitions.statistic,
        definitions.case_kind,
        getvariable('disclosure.threshold') as threshold,
        coalesce(children, 0) as children_in_all,
        is_of_people(case_kind)
        and (
            is_of_few_cases(cases, numerator, denominator, unit, threshold)
            or (
                case_kind <> 'household'
                and unit = 'count'
                and numerator between 1 and threshold - 1
            )
        ) as is_about_few_cases,
        list_has_any([breakdown, breakdown_2], [
            'provider', 'owner_group', 'contract', 'framework', 'arrangement'
        ]) as is_by_supply,
    from result.reported_figures
    inner join result.series
        on reported_figures.series_number = series.series_number
    inner join measure.definitions
        on series.measure = definitions.measure
    where
        series.series_number in (select series_number from result.series_seen)
),

own_provision as (
    select
        'service' as breakdown,
        label as category,
    from model.services
    where is_in_house

    union all

    select
        unnest(['arrangement', 'sector']) as breakdown,
        'In-house' as category,
),

judged as (
    select
        figures.*,
        starts_with(unit, 'pounds a ')
        or (unit = 'pounds' and statistic = 'mean')
        or (
            is_by_supply
            and case_kind in (
                'ledger line', 'invoice line', 'agreement', 'contract'
            )
        ) as is_about_providers,
        first_own.category is not null or second_own.category is not null
            as is_own_provision,
    from figures
    left join own_provision as first_own
        on figures.breakdown = first_own.breakdown
        and figures.category = first_own.category
    left join own_provision as second_own
        on figures.breakdown_2 = second_own.breakdown
        and figures.category_2 = second_own.category
)

select
    series_number,
    period_number,
    coalesce(children_not_known between 1 and threshold - 1, false)
        as has_few_not_known,
    value is not null
    and coalesce(
        children_in_all between 1 and threshold - 1
        or children_counted between 1 and threshold - 1
        or is_about_few_cases
        or (
            unit = 'percent'
            and (
                children_not_counted between 1 and threshold - 1
                or children_in_all - children_counted
                between 1 and threshold - 1
                or (
                    children_in_all between 1 and 9
                    and value in (0, 100)
                )
            )
        ),
        false
    ) as is_about_few_children,
    value is not null
    and is_about_providers
    and not is_own_provision
    and (value <> 0 or statistic = 'ratio')
    and (
        providers < 3
        or 4 * largest_provider > 3 * abs(
            case statistic when 'ratio' then denominator else numerator end
        )
    ) as is_about_few_providers,
    is_about_few_children or is_about_few_providers as is_risky,
from judged
