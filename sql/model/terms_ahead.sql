/*
title = "Terms ahead"
says = """
One row per day of forecast, agreement and its terms: the nights from the day
after the ledger's last to the end of the year, as they were known on the day.
They are paid from from_on up to, and not on, to_on: to the next terms, to an
end that has come, else to the planned end, or to the end of the year where none
is given. An end counts as planned from the day on which notice was given. Terms
that begin later are known once both sides have signed them. is_overdue: the
planned end has passed and the child is still there.
"""

[settings]
overdue_goes_on = { default = true, type = "yes_no", says = "A placement that is past its planned end is taken to go on to the end of the year; no: to end on the day" }
ends_at_eighteen = { default = false, type = "yes_no", says = "A placement without a planned end is taken to end on the eighteenth birthday, where that comes before the end of the year" }
*/
with

agreements as (
    select
        received.* replace (
            received.authority || '/' || received.child_id as child_id,
            coalesce(received.valid_from, received.starts_on) as valid_from
        ),
        coalesce(kinds.is_placement, true) as is_placement,
        coalesce(received.weekly_support, 0)
        + coalesce(received.weekly_education, 0)
        + coalesce(received.weekly_other, 0) as on_top_price,
        last_value(received.ends_on) over (
            partition by received.authority, received.agreement_id
            order by coalesce(received.valid_from, received.starts_on)
            rows between unbounded preceding and unbounded following
        ) as left_on,
    from model.received_agreements as received
    left join code.agreement_kind as kinds
        on received.kind = kinds.code
),

known as (
    select
        agreements.*,
        days.known_on,
        days.spent_to,
        days.year_end,
        coalesce(
            agreements.signed_by_authority_on <= days.known_on
            and agreements.signed_by_provider_on <= days.known_on,
            false
        ) as is_signed,
        lead(agreements.valid_from) over (
            partition by
                days.known_on, agreements.authority, agreements.agreement_id
            order by agreements.valid_from
        ) as next_from,
        case
            when agreements.ends_on <= days.known_on then agreements.ends_on
        end as ended_on,
        coalesce(
            case
                when agreements.notice_given_on <= days.known_on
                    then agreements.ends_on
            end,
            agreements.planned_end_on
        ) as end_planned,
        ended_on is null
        and agreements.valid_from <= days.known_on
        and coalesce(end_planned <= days.known_on, false) as is_overdue,
    from agreements
    inner join model.forecast_days as days
        on agreements.authority = days.authority
        and agreements.valid_from <= days.year_end
        and coalesce(agreements.left_on > days.spent_to, true)
        and days.year_end > days.spent_to
        and (
            agreements.valid_from <= days.known_on
            or (
                agreements.signed_by_authority_on <= days.known_on
                and agreements.signed_by_provider_on <= days.known_on
            )
        )
)

select
    known.* exclude (next_from, left_on),
    case
        when coalesce(
            known.weekly_core, known.weekly_support, known.weekly_education,
            known.weekly_other
        ) is not null then coalesce(known.weekly_core, 0) + known.on_top_price
    end as weekly_price,
    greatest(known.valid_from, known.spent_to + 1) as from_on,
    least(
        known.next_from,
        case
            when known.ended_on is not null then known.ended_on
            when
                known.is_overdue
                and not getvariable('terms_ahead.overdue_goes_on')
                then known.known_on + 1
            when not known.is_overdue and known.end_planned is not null
                then known.end_planned
            when getvariable('terms_ahead.ends_at_eighteen')
                then birthday_on(children.born_on, 18)
        end,
        known.year_end + 1
    ) as to_on,
from known
left join model.children
    on known.child_id = children.child_id
where to_on > from_on
