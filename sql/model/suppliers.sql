/*
title = "Suppliers"
says = """
The finance system's supplier numbers of each provider. A number that two
providers claim belongs to the first by reference.
"""
*/
with

claimed as (
    select
        authority,
        provider_id,
        unnest(string_split(supplier_ids, ';')) as claimed_id,
    from model.providers
)

select
    authority,
    trim(claimed_id) as supplier_id,
    min(provider_id) as provider_id,
from claimed
where trim(claimed_id) <> ''
group by authority, trim(claimed_id)
