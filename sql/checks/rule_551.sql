/*
number = "551"
says = "a child is placed for adoption, and no decision for adoption is in hand"
remedy = "enter the decision in the table of decisions for adoption"
severity = "warn"
column = "PLACE"
needs = ["episodes", "placed_for_adoption"]
*/
select
    episodes.authority,
    episodes.child_id,
    episodes.file_id,
    episodes.row_number,
from model.return_episodes as episodes
left join staging.placed_for_adoption as decisions
    on episodes.authority = decisions.authority
    and episodes.child_id = decisions.child_id
where
    episodes.is_adoption
    and decisions.child_id is null
