/*
title = "Connected carers"
says = """
One row per temporary approval of a relative or friend (regulation 24) given by
the as-at date, with its outcome as known on that day: an outcome of a later
day is not yet one, and no outcome is open.
"""
*/
with

registers as (
    select
        * replace (
            case
                when coalesce(outcome_on <= getvariable('as_at'), true)
                    then outcome
                else 'open'
            end as outcome,
            case
                when outcome_on <= getvariable('as_at') then outcome_on
            end as outcome_on
        ),
    from staging.connected_carers
    where approved_on <= getvariable('as_at')
)

select
    registers.authority,
    registers.household_id,
    registers.household_id || ' from ' || registers.approved_on as approval_id,
    registers.approved_on,
    registers.outcome,
    case
        when outcomes.label is not null then outcomes.label
        when registers.outcome_on is not null then 'Not known'
        else 'Open'
    end as outcome_label,
    case
        when not coalesce(outcomes.is_open, false)
            then registers.outcome_on
    end as outcome_on,
    registers.file_id,
    registers.row_number,
from registers
left join code.connected_carer_outcome as outcomes
    on registers.outcome = outcomes.code
order by registers.authority, registers.household_id, registers.approved_on
