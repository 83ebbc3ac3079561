/*
number = "392b"
says = "a child is looked after without the postcodes of home and placement"
remedy = "enter HOME_POST and PL_POST: until then distance and locality are not known"
severity = "warn"
column = "PL_POST"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    not is_short_break
    and not is_temporary
    and not is_adoption
    and (
        placement_postcode is null
        or (home_postcode is null and not is_asylum_seeking)
    )
