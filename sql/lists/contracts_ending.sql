/*
title = "Contracts that end soon"
says = """
Contracts with others that end within so many days of the as-at date, by the
officer who answers for them, the first to end first: by when notice must be
given, what they may be extended by, and when the next exercise begins.
"""
audience = "exempt"
scope = "council"
needs = ["contracts"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
officer = { label = "Officer", unit = "text", says = "The officer of the contract" }
contract_id = { label = "Reference", unit = "code", says = "The contract" }
title = { label = "Contract", unit = "text", says = "Its title" }
provider = { label = "Provider", unit = "text", says = "The provider" }
ends_on = { label = "Ends", unit = "date", says = "Last day, without extensions that have not been taken up" }
notice_by = { label = "Notice by", unit = "date", says = "Day by which notice must be given so that it ends on its last day" }
last_end_on = { label = "At the latest", unit = "date", says = "Last day with all extensions" }
procurement_starts_on = { label = "Next exercise", unit = "date", says = "Day on which work on the next procurement begins" }

[settings]
days_ahead = { default = 183, type = "integer", says = "So many days after the as-at date are looked ahead" }
*/
select
    coalesce(officer, 'Nobody is named') as officer,
    contract_id,
    title,
    coalesce(provider, provider_id, 'Not known') as provider,
    ends_on,
    notice_by,
    last_end_on,
    procurement_starts_on,
from model.contract_ends
where
    ends_on between getvariable('as_at') and getvariable('as_at')
    + getvariable('contracts_ending.days_ahead')::integer
order by officer, ends_on, contract_id
