/*
title = "Regulated settings"
says = """
The regulator's list of homes and agencies: what each is, who owns it, in whose
area it lies and how many places it has. Names and addresses that the regulator
does not publish are null.
"""
*/
select
    authority,
    upper(urn) as urn,
    name,
    provision_type,
    sector,
    owner,
    status,
    places,
    short_breaks is not null as is_for_short_breaks,
    registered_on,
    postcode,
    area,
    region,
    snapshot_on,
from staging.regulated_settings
order by authority, upper(urn)
