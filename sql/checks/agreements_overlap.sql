/*
says = "two agreements for placements of one child are live on the same day"
remedy = "enter ENDS_ON in the one that is over: until then both prices count"
severity = "warn"
column = "ENDS_ON"
needs = ["agreements"]
*/
select
    agreements.authority,
    children.source_child_id as child_id,
    agreements.file_id,
    agreements.row_number,
from model.agreement_terms as agreements
left join model.children
    on agreements.child_id = children.child_id
where
    agreements.is_placement
    and agreements.kind = 'placement'
    and agreements.valid_to is null
    and agreements.child_id is not null
qualify
    count(*) over (
        partition by agreements.authority, agreements.child_id
    ) > 1
