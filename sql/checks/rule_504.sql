/*
number = "504"
says = "the need is another than where this time of being looked after began"
remedy = "correct CIN: the need is that of the day on which care began"
severity = "warn"
column = "CIN"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where need <> first_need
