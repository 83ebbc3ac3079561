/*
title = "Instability"
says = """
For each child looked after and counting day: moves from carer to carer in the
twelve months to the day, whether the child changed school in mid-year (a change
not in August or September; null where that is not known) and different social
workers. has_schools and has_social_workers: the records cover the twelve months
and hold the child.
"""
*/
with

caseload as (
    select
        counted_on,
        authority,
        child_id,
        window_start(counted_on, 12) as counted_from,
    from model.caseload
),

moves as (
    select
        caseload.counted_on,
        caseload.child_id,
        count(*) as moves,
    from caseload
    inner join model.moves_within_care
        on caseload.child_id = moves_within_care.child_id
        and moves_within_care.moved_on
        between caseload.counted_from and caseload.counted_on
    where not moves_within_care.is_status_only
    group by caseload.counted_on, caseload.child_id
),

schools as (
    select
        caseload.counted_on,
        caseload.child_id,
        bool_or(
            school_changes.is_change
            and school_changes.started_on >= caseload.counted_from
            and date_part('month', school_changes.started_on) not in (8, 9)
        ) as has_changed,
        bool_or(
            school_changes.started_on >= caseload.counted_from
            and date_part('month', school_changes.started_on) not in (8, 9)
            and (
                school_changes.is_change is null
                or school_changes.is_first_known
            )
        ) as is_unclear,
    from caseload
    inner join model.school_changes
        on caseload.child_id = school_changes.child_id
        and school_changes.started_on <= caseload.counted_on
    group by caseload.counted_on, caseload.child_id
),

workers as (
    select
        caseload.counted_on,
        caseload.child_id,
        count(distinct social_worker_spells.social_worker_id)
            as social_workers,
        bool_or(social_worker_spells.social_worker_id is null)
            as has_nameless_worker,
    from caseload
    inner join model.social_worker_spells
        on caseload.child_id = social_worker_spells.child_id
        and social_worker_spells.started_on <= caseload.counted_on
        and coalesce(social_worker_spells.ended_on, date '9999-12-31')
        > caseload.counted_from
    group by caseload.counted_on, caseload.child_id
),

covered as (
    select
        days.counted_on,
        days.authority,
        bool_or(coverage.extract = 'schools') as has_schools,
        bool_or(coverage.extract = 'social_workers') as has_social_workers,
    from (select distinct * exclude (child_id) from caseload) as days
    inner join model.coverage
        on days.authority = coverage.authority
        and days.counted_from >= coverage.covers_from
        and days.counted_on <= coverage.covers_to
    group by days.counted_on, days.authority
)

select
    caseload.counted_on,
    caseload.child_id,
    coalesce(moves.moves, 0) as moves,
    coalesce(covered.has_schools, false) and schools.child_id is not null
        as has_schools,
    case
        when schools.has_changed then true
        when not schools.is_unclear then false
    end as changed_school,
    coalesce(covered.has_social_workers, false)
    and workers.child_id is not null as has_social_workers,
    workers.social_workers,
    workers.has_nameless_worker,
from caseload
left join covered
    on caseload.counted_on = covered.counted_on
    and caseload.authority = covered.authority
left join moves
    on caseload.counted_on = moves.counted_on
    and caseload.child_id = moves.child_id
left join schools
    on caseload.counted_on = schools.counted_on
    and caseload.child_id = schools.child_id
left join workers
    on caseload.counted_on = workers.counted_on
    and caseload.child_id = workers.child_id
