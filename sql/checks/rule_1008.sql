/*
number = "1008"
says = "the regulator's number cannot be one: it is neither five to eight digits, with two letters before them or without, nor XXXXXXX"
remedy = "correct URN"
severity = "warn"
column = "URN"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where
    urn is not null
    and not regexp_full_match(upper(urn), '([A-Z]{2})?[0-9]{5,8}|X{7}')
