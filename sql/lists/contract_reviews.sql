/*
title = "Contracts to act on"
says = """
Contracts with others that have not ended, with a review, a notice, an end or
the beginning of the next procurement that is overdue on the as-at date or falls
due within so many days after it: the day, what is to be done, who sees to it,
and the contract's value. A day of notice that has passed is not listed.
"""
audience = "exempt"
scope = "authority"
needs = ["contracts"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
due_on = { label = "Due", unit = "date", says = "Day by which it is to be done" }
what = { label = "What", unit = "text", says = "Review, notice, end or beginning of the next procurement" }
is_overdue = { label = "Overdue", unit = "text", says = "Whether the day has passed" }
contract_id = { label = "Reference", unit = "text", says = "The contract, by its reference" }
contract = { label = "Contract", unit = "text", says = "Title of the contract" }
provider = { label = "Provider", unit = "text", says = "The provider" }
officer = { label = "Officer", unit = "text", says = "The officer of the contract" }
value = { label = "Value", unit = "pounds", says = "Value over the whole term in pounds" }

[settings]
days_ahead = { default = 92, type = "integer", says = "So many days after the as-at date are looked ahead" }
*/
with

dates as (
    select
        *,
        unnest(
            [review_on, notice_by, ends_on, procurement_starts_on]
        ) as due_on,
        unnest(['Review', 'Last day for notice', 'End', 'Next exercise'])
            as what,
    from model.contract_register
    where state <> 'Ended'
)

select
    authority,
    due_on,
    what,
    due_on < getvariable('as_at') as is_overdue,
    contract_id,
    title as contract,
    provider,
    coalesce(officer, 'Not known') as officer,
    value,
from dates
where
    due_on
    <= getvariable('as_at')
    + getvariable('contract_reviews.days_ahead')::integer
    and (
        due_on >= getvariable('as_at')
        or what in ('Review', 'Next exercise')
    )
order by authority, due_on, what, contract_id
