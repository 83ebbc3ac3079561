/*
title = "Contracts"
says = """
One row per contract of the provider that is live on the as-at date, with what
is to be decided about it and by when. Notice is due so many months before the
end.
"""
audience = "exempt"
scope = "provider"
needs = ["contracts"]
owner = "Head of commissioning"
reviewed = 2026-11-22

[columns]
provider_id = { label = "Provider", unit = "text", says = "The provider, by its reference", is_printed = false }
contract_id = { label = "Contract", unit = "code", says = "The contract" }
title = { label = "What it is", unit = "text", says = "Its title" }
arrangement = { label = "How it is bought", unit = "text", says = "Framework, block, spot and so on" }
starts_on = { label = "From", unit = "date", says = "First day" }
ends_on = { label = "To", unit = "date", says = "Last day" }
extensions = { label = "May be extended by (months)", unit = "text", says = "Months by which it may be extended" }
notice_on = { label = "Notice by", unit = "date", says = "Last day for notice of not going on" }
review_on = { label = "Review of terms by", unit = "date", says = "Day by which it is to be reviewed" }
*/
select
    provider_id,
    contract_id,
    title,
    arrangement_label as arrangement,
    live_from as starts_on,
    live_to as ends_on,
    extensions,
    months_before(live_to, notice_months) as notice_on,
    review_on,
from model.contracts
where
    provider_id is not null
    and coalesce(live_from <= getvariable('as_at'), true)
    and coalesce(live_to >= getvariable('as_at'), true)
order by provider_id, live_to, contract_id
