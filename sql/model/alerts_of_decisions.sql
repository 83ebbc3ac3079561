/*
title = "Alerts about decisions to place outside the area"
says = """
On the as-at date, one row per placement outside the area that goes on and began
in the days of the setting, for which nobody who may approve it approved it by
the first day; and one for which the other authority was not told by the fifth
working day after it. What is due only later is no alert. Who may approve, and
which placements need it, is as in distance_decisions_on_time, whose settings
are repeated here; an approval by somebody without a name is one.
"""

[settings]
days = { default = 92, type = "integer", says = "Days since a placement began in which a decision that is missing or late is told" }
working_days = { default = 5, type = "integer", says = "Working days after the first day within which the other authority may be told, as in distance_decisions_on_time" }
own_carers = { default = false, type = "yes_no", says = "Placements with the council's own foster carers, and with relatives and friends, need approval too, as in distance_decisions_on_time" }
*/
with

deadlines as (
    select
        first_days.day as started_on,
        min(last_days.day) as tell_by,
    from model.working_days as first_days
    inner join model.working_days as last_days
        on last_days.is_working
        and first_days.working_days
        + getvariable('alerts_of_decisions.working_days')
        = last_days.working_days
    group by first_days.day
),

going_on as (
    select
        placements.*,
        decisions.host_notified_on,
        deadlines.tell_by,
        case
            when decisions.is_own_carer
                and not getvariable('alerts_of_decisions.own_carers')
                then placements.started_on
            when placements.locality = 'At a distance'
                then least(
                    decisions.director_approved_on,
                    decisions.unnamed_approved_on
                )
            else decisions.approved_on
        end as rightly_approved_on,
    from model.distance_decisions as decisions
    inner join model.placements
        on decisions.placement_id = placements.placement_id
        and placements.ended_on is null
        and not placements.is_temporary
    left join deadlines
        on placements.started_on = deadlines.started_on
    where
        placements.started_on
        >= getvariable('as_at') - getvariable('alerts_of_decisions.days')
)

select
    *,
    'Approval of a placement outside the area missing or late' as kind,
    case when rightly_approved_on is null then 'high' else 'low' end
        as severity,
    started_on as since,
    coalesce(
        'Approved on ' || strftime(rightly_approved_on, '%-d %B %Y')
        || ', after the first day.',
        'Nobody who may approve it is on record.'
    ) as says,
    case
        when rightly_approved_on is null
            then 'Bring it to who must approve it, and record the day.'
        else 'Record why it was late.'
    end as what_to_do,
from going_on
where coalesce(rightly_approved_on > started_on, true)

union all by name

select
    *,
    'Other authority told late, or not' as kind,
    case when host_notified_on is null then 'high' else 'low' end as severity,
    tell_by + 1 as since,
    coalesce(
        'Told on ' || strftime(host_notified_on, '%-d %B %Y') || '.',
        'No day is on record.'
    ) || ' It was due by ' || strftime(tell_by, '%-d %B %Y') || '.' as says,
    case
        when host_notified_on is null
            then 'Write to the authority where the child lives.'
        else 'Record why it was late.'
    end as what_to_do,
from going_on
where
    tell_by < getvariable('as_at')
    and coalesce(host_notified_on > tell_by, true)
