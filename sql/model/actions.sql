/*
title = "Actions"
says = """
One row per action of the log resolved by the as-at date, with its state on that
day. A day of closing after it is not yet known: the action was open then. Where
the status is not known, an action with a day of closing is done, and one
without is open. An action due on the day itself is not overdue.
"""

[settings]
days_ahead = { default = 28, type = "integer", says = "Days ahead in which an open action counts as due soon" }
*/
with

resolved as (
    select
        *,
        case
            when closed_on > getvariable('as_at') then 'open'
            when status = 'not known' and closed_on is not null then 'done'
            when status in ('done', 'dropped') then status
            when closed_on is not null then 'done'
            else 'open'
        end as status_now,
        unless(closed_on > getvariable('as_at'), closed_on) as closed_by_now,
    from staging.actions
    where coalesce(resolved_on <= getvariable('as_at'), true)
)

select
    authority,
    action_id,
    paper,
    -- The log may name a paper by the file of its template.
    case
        when regexp_full_match(paper, '[a-z]+(-[a-z]+)*')
            then upper(paper[1]) || replace(paper[2:], '-', ' ')
        else coalesce(paper, 'Not known')
    end as paper_title,
    resolved_on,
    action,
    coalesce(owner, 'Not known') as owner,
    due_on,
    status_now as status,
    closed_by_now as closed_on,
    status_now = 'open'
    and coalesce(due_on < getvariable('as_at'), false) as is_overdue,
    case
        when status_now = 'dropped' then 'Dropped'
        when status_now = 'done' and closed_by_now <= due_on
            then 'Done on time'
        when status_now = 'done' and closed_by_now > due_on then 'Done late'
        when status_now = 'done' then 'Done'
        when due_on < getvariable('as_at') then 'Overdue'
        when
            due_on
            <= getvariable('as_at')
            + getvariable('actions.days_ahead')::integer
            then 'Due soon'
        when due_on is null then 'No date set'
        else 'Not yet due'
    end as state,
    is_exempt,
from resolved
order by authority, action_id
