/*
number = "354"
says = "episodes begin after the last day of their return"
remedy = "correct DECOM, or say in council.toml which day the file describes"
severity = "warn"
column = "DECOM"
needs = ["episodes"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from model.return_episodes
where started_on > return_to
