/*
number = "357"
says = "the first episode of a child does not begin as the start of being looked after, and began within the years in hand"
remedy = "find the episode before it, or correct RNE to S: until then the start of care is not known"
severity = "warn"
column = "RNE"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    reason_started <> 'S'
    and earlier is null
    and started_on >= known_from
