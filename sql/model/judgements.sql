/*
title = "Judgements in force"
says = """
For each regulated home or agency, the stretches of time in which one judgement
was its latest: from judged_from up to, and not on, judged_to, which is empty for
the one in force on the as-at date. A judgement holds from the day on which it
was published, where that is given, else from the day of the inspection; one
published late, about an inspection older than the one in force, never holds.
Visits without a judgement change nothing. earlier_judgement is the one before.
rank: 1 good or better, 2 to be improved, 3 inadequate.
"""

[settings]
from_publication = { default = true, type = "yes_no", says = "A judgement counts from the day of its publication, where that is known; no: from the day of the inspection" }
*/
with

judged as (
    select
        authority,
        urn,
        inspected_on,
        judgement,
        is_good,
        case
            when getvariable('judgements.from_publication')
                then coalesce(published_on, inspected_on)
            else inspected_on
        end as judged_from,
    from model.inspections
    where judgement is not null
),

in_order as (
    select *
    from judged
    where judged_from <= getvariable('as_at')
    qualify
        inspected_on = max(inspected_on) over (
            partition by authority, urn
            order by judged_from, inspected_on
            rows unbounded preceding
        )
)

select
    in_order.authority,
    in_order.urn,
    in_order.inspected_on,
    in_order.judgement,
    in_order.is_good,
    case
        when in_order.is_good then 1
        when in_order.judgement in (
            'Inadequate', 'Serious or widespread weaknesses'
        )
            then 3
        else 2
    end as rank,
    in_order.judged_from,
    lead(in_order.judged_from) over urns as judged_to,
    lag(in_order.judgement) over urns as earlier_judgement,
    lag(rank) over urns as earlier_rank,
from in_order
window urns as (
    partition by authority, urn
    order by judged_from, inspected_on
)
order by in_order.authority, in_order.urn, in_order.judged_from
