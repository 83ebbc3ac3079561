/*
number = "526"
says = "the provider of the placement is not given"
remedy = "enter PLACE_PROVIDER: until then the sector is not known"
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
    place_provider is null
    and place not like 'Z%'
    and not is_temporary
