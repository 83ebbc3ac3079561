/*
title = "Framework lots"
says = """
One row per contract under a framework, lot and service, with the days on which
placements can be bought under it. A lot is named with its framework, for each
framework has a first lot of its own.
"""
*/
with

lots as (
    select * from staging.contract_lots
)

select
    contracts.authority,
    contracts.framework_id,
    contracts.provider_id,
    contracts.framework_id || ', ' || lots.lot as lot,
    coalesce(services.label, 'Not known') as service_label,
    contracts.joined_on,
    contracts.last_day,
    lots.file_id,
    lots.row_number,
from model.framework_contracts as contracts
inner join lots
    on contracts.authority = lots.authority
    and contracts.contract_id = lots.contract_id
left join model.services
    on lots.service = services.service
order by contracts.authority, contracts.contract_id, lots.lot, service_label
