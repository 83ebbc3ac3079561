/*
title = "Contracts to act on"
says = """
Frameworks, and contracts with others outside them, that have not ended, with a
review, a notice, an end or the beginning of the next procurement that is overdue
on the as-at date or falls due within so many days after it. A day of notice
that has passed is not listed; of a framework each is listed once.
"""
audience = "exempt"
scope = "authority"
needs = ["contracts"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
authority = { label = "Authority", unit = "text", says = "Code of the authority", is_printed = false }
contract = { label = "Contract", unit = "text", says = "Title of the framework or contract" }
provider = { label = "With", unit = "text", says = "The provider, or how many" }
what = { label = "What", unit = "text", says = "Review, notice, end or beginning of the next procurement" }
due_on = { label = "Due", unit = "date", says = "Day by which it is to be done" }
is_overdue = { label = "Overdue", unit = "text", says = "Whether the day has passed" }
officer = { label = "Officer", unit = "text", says = "The officer of the contract, or how many" }
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
    from model.procurements
)

select
    authority,
    title as contract,
    provider,
    what,
    due_on,
    due_on < getvariable('as_at') as is_overdue,
    officer,
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
order by authority, due_on, what, contract, provider
