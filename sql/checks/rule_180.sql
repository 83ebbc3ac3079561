/*
number = "180"
says = "the score of the questionnaire is not between 0 and 40"
remedy = "correct SDQ_SCORE"
severity = "warn"
column = "SDQ_SCORE"
needs = ["oc2"]
*/
select
    authority,
    child_id,
    file_id,
    row_number,
from staging.oc2
where sdq_score not between 0 and 40
