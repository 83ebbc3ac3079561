/*
number = "213"
says = "a provider is given where none is asked for"
remedy = "clear PLACE_PROVIDER: temporary and other placements have none"
severity = "warn"
column = "PLACE_PROVIDER"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    place_provider is not null
    and (is_temporary or place = 'Z1')
