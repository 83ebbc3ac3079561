/*
title = "Officers of providers"
says = """
For each provider the officer of its contract: of those live on the as-at date
the one begun last, else the one that ended last.
"""
*/
select
    authority,
    provider_id,
    arg_max(
        officer,
        struct_pack(
            is_live := coalesce(live_from <= getvariable('as_at'), true)
            and coalesce(live_to >= getvariable('as_at'), true),
            live_from := coalesce(live_from, date '1900-01-01'),
            contract_id := contract_id
        )
    ) as officer,
from model.contracts
where officer is not null
group by authority, provider_id
