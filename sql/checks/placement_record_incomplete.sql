/*
says = "placement records say only a part of what was found (provider, kind, whole price, place), or a place that is no postcode area"
remedy = "complete the placement record: its price or its provider is missing from every figure until then"
severity = "warn"
needs = ["placement_records"]
*/
select
    file_id,
    row_number,
from staging.placement_records
where
    coalesce(urn, service, placed_in, weekly_total::varchar) is not null
    and (
        urn is null
        or service is null
        or weekly_total is null
        or not regexp_full_match(
            upper(coalesce(placed_in, '')), '[A-Z]{1,2}\d[A-Z\d]?'
        )
    )
