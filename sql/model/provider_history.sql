/*
title = "What happened with providers"
says = """
One row per concern about a provider, placement with it that broke down, and
time for which a child placed with it was missing, on the day it was raised, the
next placement began, or the child went. points is the severity of a concern,
where it is not known 1, else 1; a concern goes on until it is closed. A child
who went missing on the day of a move was with the provider it had come to.
"""
*/
with

missing as (
    select
        absences.authority,
        absences.absence_id,
        absences.child_id,
        absences.started_on,
        arg_max(placements.provider_id, placements.started_on) as provider_id,
    from model.absences
    inner join model.placements
        on absences.child_id = placements.child_id
        and placements.started_on <= absences.started_on
        and coalesce(placements.ended_on, date '9999-12-31')
        > absences.started_on
    where
        absences.is_missing
        and not placements.is_temporary
    group by all
)

select
    authority,
    provider_id,
    'concern' as kind,
    concern_id as event_id,
    child_id,
    raised_on as happened_on,
    coalesce(closed_on, date '9999-12-31') as gone_on,
    coalesce(severity, 1) as points,
from model.concerns
where provider_id is not null

union all

select
    authority,
    provider_id,
    'breakdown' as kind,
    move_id as event_id,
    child_id,
    moved_on as happened_on,
    moved_on as gone_on,
    1 as points,
from model.breakdowns
where provider_id is not null

union all

select
    authority,
    provider_id,
    'missing' as kind,
    absence_id as event_id,
    child_id,
    started_on as happened_on,
    started_on as gone_on,
    1 as points,
from missing
where provider_id is not null
