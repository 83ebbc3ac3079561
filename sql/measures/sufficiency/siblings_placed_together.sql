/*
title = "Siblings who live together"
unit = "percent"
polarity = "neutral"
definition = """
Of the children looked after on the last day of the period who had a brother or
sister looked after on that day, the percentage who lived with all of them, with
some of them but not all, and with none. Children live together where their
placements have the same postcode and are of the same kind, such as foster care
or a home; placed for adoption with the foster carer is foster care. Where a
placement that is no foster care has no postcode, that of the home stands for
it. A child away for a short stay, such as hospital, counts where the placement
goes on. Where a place that is not known could change the answer, the child
stays in the total and is shown beside it. Brothers and sisters are those with
the same sibling group.
"""
source = "No published national definition; the question that councils answer: of children with a sibling in care, how many live with all, some or none of them. Sibling groups are the council's"
owner = "Head of commissioning"
reviewed = 2026-11-22
needs = ["episodes", "siblings"]
case = "child"
counts = "at end"
statistic = "ratio"
not_known = "in denominator"
figures = ["with_all", "with_some", "with_none"]
breakdowns = ["service", "service_group", "sector", "age_band"]
categories = ["group_size"]
*/
with

siblings as (
    select
        *,
        unnest(['with_all', 'with_some', 'with_none']) as figure,
    from model.siblings_in_care
),

answers as (
    select
        *,
        case figure
            when 'with_all' then
                case
                    when fewest_with = siblings then 1
                    when most_with < siblings then 0
                end
            when 'with_none' then
                case
                    when most_with = 0 then 1
                    when fewest_with > 0 then 0
                end
            when 'with_some' then
                case
                    when fewest_with > 0 and most_with < siblings then 1
                    when is_with_all_or_none then 0
                    when
                        greatest(fewest_with, 1)
                        > least(most_with, siblings - 1)
                        then 0
                end
        end as answer,
    from siblings
)

select
    answers.counted_on,
    answers.authority,
    answers.figure,
    answers.child_id as case_id,
    answers.child_id,
    caseload.provider_id,
    answers.answer as numerator,
    1 as denominator,
    caseload.breakdowns,
    case answers.group_size
        when 2 then '2 children'
        when 3 then '3 children'
        else '4 children or more'
    end as group_size,
from answers
inner join model.caseload
    on answers.counted_on = caseload.counted_on
    and answers.child_id = caseload.child_id
