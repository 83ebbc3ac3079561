/*
says = "placement records with a day of placement lack what was found (provider, kind, whole price), or name no postcode area as its place"
remedy = "complete the placement record; one that says nothing of what was found counts as a referral only"
severity = "warn"
needs = ["placement_records"]
*/
select
    file_id,
    row_number,
from staging.placement_records
where
    placed_on is not null
    and (
        urn is null
        or service is null
        or weekly_total is null
        or not regexp_full_match(
            upper(coalesce(placed_in, '')), '[A-Z]{1,2}\d[A-Z\d]?'
        )
    )
