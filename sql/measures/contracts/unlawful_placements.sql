/*
title = "Unlawful placements"
unit = "count"
polarity = "lower is better"
definition = """
The number of children looked after on the last day of the period in a placement
that is unlawful on that day: under 16 in supported accommodation or any other
place of that service, from 9 September 2021; or in a children's home, secure
home, crisis or unregistered placement, or from 28 October 2023 supported
accommodation, that is not registered on the day. Each child counts once in the
headline, and once under each reason. A place with the regulator's number is
registered, from the day of its registration where that is known; one in the
council's list of homes with neither a number nor that day is not. Where neither
the number nor the home is known, or the child's age, it is not known: left out
and shown beside the figure. Independent living, and places outside England, are
not asked about.
"""
source = "The Care Planning, Placement and Case Review (England) (Amendment) Regulations 2021, SI 2021/161, in force on 9 September 2021; the Care Standards Act 2000, section 11; the Supported Accommodation (England) Regulations 2023, SI 2023/416, by which it must be registered from 28 October 2023"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "homes"]
case = "child"
counts = "at end"
statistic = "sum"
not_known = "left out"
figures = ["any", "under 16", "not registered"]
target = 0
breakdowns = ["service", "provider", "age_band", "locality"]
*/
with

placements as (
    select
        counted_on,
        authority,
        child_id,
        provider_id,
        is_unlawful,
        breakdowns,
        unnest(
            [
                'any',
                case reason
                    when 'Not registered' then 'not registered'
                    else 'under 16'
                end,
            ]
        ) as figure,
    from model.unlawful_placements
)

select
    counted_on,
    authority,
    figure,
    child_id as case_id,
    child_id,
    any_value(provider_id) as provider_id,
    max(is_unlawful::integer) as numerator,
    null as denominator,
    any_value(breakdowns) as breakdowns,
from placements
group by counted_on, authority, figure, child_id
