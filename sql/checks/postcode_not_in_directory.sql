/*
says = "placement postcodes are not in the postcode directory, so that where the child lives is not known"
remedy = "correct PL_POST, or send a newer postcode directory"
severity = "warn"
needs = ["episodes", "postcodes"]
*/
select
    episodes.file_id,
    episodes.row_number,
from staging.episodes as episodes
left join staging.postcodes as postcodes
    on episodes.placement_postcode = postcodes.postcode
where
    episodes.placement_postcode is not null
    and postcodes.postcode is null
